/** Panels whose width a person can change, by their names in `Settings.layout`. */
export type PanelName = 'cameras' | 'side';

interface PanelLimits {
  /** CSS pixels: what is in it stays legible. */
  readonly min: number;
  /** Of the window's width: the views keep room whatever the window. */
  readonly maxShare: number;
}

const LIMITS: Readonly<Record<PanelName, PanelLimits>> = {
  cameras: { min: 180, maxShare: 0.42 },
  side: { min: 260, maxShare: 0.3 },
};

/** The range of widths in a window, CSS pixels. */
export function panelRange(name: PanelName, windowWidth: number): readonly [min: number, max: number] {
  const { min, maxShare } = LIMITS[name];
  return [min, Math.max(min, Math.floor(windowWidth * maxShare))];
}

/** The nearest width that the window allows, whole CSS pixels. */
export function clampPanel(name: PanelName, width: number, windowWidth: number): number {
  const [min, max] = panelRange(name, windowWidth);
  return Math.round(Math.min(max, Math.max(min, width)));
}

/**
 * The width as CSS. A narrower window narrows the panel without forgetting how wide it was made, so that it has its
 * width back in the wider one.
 */
export function panelWidthCss(name: PanelName, width: number): string {
  const { min, maxShare } = LIMITS[name];
  return `clamp(${min}px, ${width}px, calc(${maxShare * 100}vw / var(--ui-scale)))`;
}

/** CSS pixels at a press of an arrow key; with Shift the larger. */
const STEP = 8;
const LARGE_STEP = 40;

/**
 * The width that a key asks for, not clamped; undefined: the key is none of a splitter's. The arrows move the line to
 * their side.
 *
 * @param sign 1 for a panel left of its line, −1 for one right of it
 */
export function widthAfterKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  width: number,
  sign: number,
  [min, max]: readonly [number, number],
): number | undefined {
  const step = shiftKey ? LARGE_STEP : STEP;
  if (key === 'ArrowRight') return width + sign * step;
  if (key === 'ArrowLeft') return width - sign * step;
  if (key === 'Home') return min;
  if (key === 'End') return max;
  return undefined;
}
