import { useLayoutEffect, useState, type RefObject } from 'react';
import { tickWindow, type TickWindow } from './tickWindow.ts';

/** The ticks in sight, followed as the strip is scrolled or changes its width. */
export function useTickWindow(strip: RefObject<HTMLElement | null>, count: number): TickWindow {
  const [shown, setShown] = useState(() => tickWindow(0, 0, count));
  useLayoutEffect(() => {
    const element = strip.current;
    if (element === null) return undefined;
    const update = (): void => {
      const next = tickWindow(element.scrollLeft, element.clientWidth, count);
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
  }, [strip, count]);
  return shown;
}
