import type { Rectangle } from 'electron';
import { z } from 'zod';

/** `window.json` in the user's folder: how the window was left. Lengths in device-independent pixels. */
export const windowStateSchema = z.object({
  /** Of the window when it is neither maximised nor full screen. */
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
    .optional(),
  isMaximized: z.boolean().default(false),
  isFullScreen: z.boolean().default(false),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const FIRST_WINDOW_STATE: WindowState = { isMaximized: false, isFullScreen: false };

const FIRST_SIZE = { width: 1440, height: 900 };
const GRIP = { width: 100, height: 30 };

/**
 * Where the window opens: where it was left if its title bar can be grabbed there, else in the middle of the first
 * screen (no `x` and `y`); never larger than the screen it is on.
 *
 * @param workAreas of the screens that are there now, without their task bars; the main screen first
 */
export function openingBounds(
  left: WindowState['bounds'],
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'> {
  const candidates = left === undefined ? [] : workAreas.map((area) => ({ ...left, ...fit(left, area) }));
  const found = candidates.find((bounds, index) => isGrabbable(bounds, workAreas[index] ?? bounds));
  return found ?? fit(left ?? FIRST_SIZE, workAreas[0] ?? FIRST_SIZE);
}

/** Whether enough of a window's title bar is on a screen for a person to move the window. */
export function isGrabbable(window: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return overlap >= GRIP.width && window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
}

type Size = Pick<Rectangle, 'width' | 'height'>;

function fit(size: Size, within: Size): Size {
  return { width: Math.min(size.width, within.width), height: Math.min(size.height, within.height) };
}
