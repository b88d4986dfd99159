import { useLayoutEffect, useState, type RefObject } from 'react';
import { rowWindow, type RowWindow } from './rowWindow.ts';

/** The rows in sight, followed as the list is scrolled or changes its height. */
export function useRowWindow(list: RefObject<HTMLElement | null>): RowWindow {
  const [shown, setShown] = useState(() => rowWindow(0, 0));
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const update = (): void => {
      const next = rowWindow(element.scrollTop, element.clientHeight);
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
  }, [list]);
  return shown;
}
