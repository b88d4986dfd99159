import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { PointerInput, ToolView } from './view.ts';

/** What is read of an event of a pointer; in the page a `MouseEvent`. */
export interface PointerOnScreen {
  readonly button: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const BUTTONS = ['left', 'middle', 'right'] as const;

/** @param button as a browser numbers them */
export function buttonOf(button: number): PointerInput['button'] {
  return BUTTONS[button] ?? 'none';
}

/** A browser's event as every tool gets it. `position`: in the view, CSS pixels. */
export function pointerInput(
  view: ToolView,
  position: Pixel,
  { button, shiftKey, ctrlKey, metaKey, altKey }: PointerOnScreen,
  clicks = 1,
): PointerInput {
  return {
    view,
    position,
    button: buttonOf(button),
    modifiers: { shift: shiftKey, primary: ctrlKey || metaKey, alt: altKey },
    clicks,
  };
}
