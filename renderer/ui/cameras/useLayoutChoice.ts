import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface LayoutSize {
  readonly width: number;
  readonly height: number;
}

/**
 * What goes where, followed as its place changes its size. It renders again only when the answer changes, not at every
 * pixel of a drag.
 *
 * @param choose has to stay the same function while what it depends on does
 */
export function useLayoutChoice<Choice>(
  choose: (size: LayoutSize) => Choice,
): [RefObject<HTMLElement | null>, Choice] {
  const ref = useRef<HTMLElement>(null);
  const [choice, setChoice] = useState(() => choose({ width: 0, height: 0 }));
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const update = (): void => {
      const next = choose({ width: element.clientWidth, height: element.clientHeight });
      setChoice((before) => (JSON.stringify(next) === JSON.stringify(before) ? before : next));
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => observer.disconnect();
  }, [choose]);
  return [ref, choice];
}
