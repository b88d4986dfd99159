import { useEffect, useEffectEvent } from 'react';
import { placeOf } from '../shortcuts/keyPlace.ts';

/**
 * Tells when a physical key is pressed and when it is let go. While it is asked for, the key does nothing else, wherever
 * the focus is but in texts and dialogs. `undefined`: none is.
 */
export function useHeldKey(code: string | undefined, onChange: (isHeld: boolean) => void): void {
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    if (code === undefined) return undefined;
    let isHeld = false;
    const change = (next: boolean): void => {
      if (next !== isHeld) tell(next);
      isHeld = next;
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.code !== code || !isPlain) return;
      const place = placeOf(event.target, document);
      if (place === 'text' || place === 'dialog') return;
      // Before the shortcuts, which may have another use for it.
      event.preventDefault();
      event.stopPropagation();
      change(true);
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code === code) change(false);
    };
    const onBlur = (): void => change(false);
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('blur', onBlur);
    };
  }, [code]);
}
