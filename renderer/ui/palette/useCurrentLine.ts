import { useEffect, type RefObject } from 'react';

/**
 * Names the current line to screen readers whenever other lines were drawn. cmdk does so when one walks to a line, but looks for
 * its own choice of the first one before that is drawn.
 */
export function useCurrentLine(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const current = input.current
        ?.closest('dialog')
        ?.querySelector('[role="option"][aria-selected="true"]');
      if (current) input.current?.setAttribute('aria-activedescendant', current.id);
      else input.current?.removeAttribute('aria-activedescendant');
    });
    return () => cancelAnimationFrame(frame);
  });
}
