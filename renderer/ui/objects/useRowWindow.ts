import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { ROW_HEIGHT, rowWindow, scrollToRow, type RowWindow } from './rowWindow.ts';

/** The rows in sight, followed as the list is scrolled or changes its height; and how to bring one there. */
export function useRowWindow(
  list: RefObject<HTMLElement | null>,
  rowHeight = ROW_HEIGHT,
): readonly [RowWindow, (index: number) => void] {
  // As it was when it last changed: asking the list in the middle of an update has the browser lay out the page twice.
  const sight = useRef({ top: 0, height: 0 });
  const [shown, setShown] = useState(() => rowWindow(0, 0, rowHeight));
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const update = (): void => {
      sight.current = { top: element.scrollTop, height: element.clientHeight };
      const next = rowWindow(sight.current.top, sight.current.height, rowHeight);
      setShown((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [list, rowHeight]);
  const bringInSight = (index: number): void => {
    const { top, height } = sight.current;
    const next = scrollToRow(index, top, height, rowHeight);
    if (next !== top) list.current?.scrollTo({ top: next });
  };
  return [shown, bringInSight];
}
