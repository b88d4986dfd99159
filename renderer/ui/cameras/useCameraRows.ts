import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { cameraRows } from './cameraRows.ts';

/**
 * The rows of the camera column, followed as the column changes its size. It renders again only when the rows change,
 * not at every pixel of a drag.
 */
export function useCameraRows(
  count: number,
  aspect: number,
): [RefObject<HTMLElement | null>, readonly number[]] {
  const ref = useRef<HTMLElement>(null);
  const [rows, setRows] = useState(() => cameraRows(count, aspect, { width: 0, height: 0 }));
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const update = (): void => {
      const next = cameraRows(count, aspect, { width: element.clientWidth, height: element.clientHeight });
      setRows((before) => (next.join() === before.join() ? before : next));
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => observer.disconnect();
  }, [count, aspect]);
  return [ref, rows];
}
