/** The pictures, the ruler and two rows stay legible, CSS pixels. */
const LEAST = 112;
/** The views keep room whatever the window: of its height. */
const MOST_SHARE = 0.5;

/** The range of heights in a window, CSS pixels. */
export function timelineRange(windowHeight: number): readonly [min: number, max: number] {
  return [LEAST, Math.max(LEAST, Math.floor(windowHeight * MOST_SHARE))];
}

export function clampTimeline(height: number, windowHeight: number): number {
  const [min, max] = timelineRange(windowHeight);
  return Math.round(Math.min(max, Math.max(min, height)));
}

/** As CSS: a lower window makes it lower without forgetting how high it was made. */
export function timelineHeightCss(height: number): string {
  return `clamp(${LEAST}px, ${height}px, calc(${MOST_SHARE * 100}vh / var(--ui-scale)))`;
}
