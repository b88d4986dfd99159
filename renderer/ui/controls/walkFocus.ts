import type { KeyboardEvent } from 'react';

/** ↑ ↓ move the focus round the enabled buttons that the selector finds in an element, as in every toolbar. */
export function walkFocus(event: KeyboardEvent, within: Element | null, selector = 'button:enabled'): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || within === null) return;
  event.preventDefault();
  const buttons = [...within.querySelectorAll<HTMLElement>(selector)];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}
