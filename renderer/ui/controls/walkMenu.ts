import type { KeyboardEvent } from 'react';

/** ↑ ↓ walk the items of a menu. */
export function walkMenu(event: KeyboardEvent, root: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const items = [...(root?.querySelectorAll<HTMLElement>('[role^="menuitem"]:enabled') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  items[Math.max(0, Math.min(items.length - 1, at + step))]?.focus();
}
