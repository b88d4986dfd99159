import { changePanelWidth } from './panelLayout.ts';
import { pointerX, widthBeside, windowWidth } from './panelBeside.ts';
import { clampPanel, panelWidthCss, type PanelName } from './panelWidth.ts';

/**
 * Drags the edge of a panel until the pointer is let go; Escape gives its width back. While it moves, only a CSS variable
 * of the shell changes.
 *
 * @param sign 1 for a panel left of its edge, −1 for one right of it
 */
export function dragPanel(start: PointerEvent, splitter: HTMLElement, panel: PanelName, sign: number): void {
  const shell = splitter.parentElement;
  if (shell === null) return;
  const variable = `--w-${panel}`;
  const startWidth = widthBeside(splitter);
  const startCss = shell.style.getPropertyValue(variable);
  let width: number | undefined;
  const listening = new AbortController();
  const on = { signal: listening.signal };
  const giveBack = (): void => {
    listening.abort();
    shell.style.setProperty(variable, startCss);
  };
  splitter.setPointerCapture(start.pointerId);
  splitter.addEventListener(
    'pointermove',
    (event) => {
      width = clampPanel(panel, startWidth + sign * (pointerX(event) - pointerX(start)), windowWidth());
      shell.style.setProperty(variable, panelWidthCss(panel, width));
    },
    on,
  );
  splitter.addEventListener(
    'pointerup',
    () => {
      listening.abort();
      // A click changes nothing.
      if (width !== undefined) changePanelWidth(panel, width);
    },
    on,
  );
  splitter.addEventListener('pointercancel', giveBack, on);
  // Before the editor, which would take Escape for itself.
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    giveBack();
  };
  window.addEventListener('keydown', escape, { ...on, capture: true });
}
