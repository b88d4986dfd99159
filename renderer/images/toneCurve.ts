import type { ImageTone } from '#shared/host/settings.ts';

/** A curve has a value for each of the 256 shades of a channel. */
const SHADES = 256;
/** At full contrast the middle of the curve is this many times as steep as the picture's own. */
const STEEPEST = 4;

/**
 * What each shade of a channel (index, 0 … 255) is shown as (0 … 1). Gamma comes first: it lifts what is dark without
 * cutting off what is light; contrast then turns the curve about the middle grey, and brightness shifts it by at most half.
 */
export function toneCurve({ brightness, contrast, gamma }: ImageTone): readonly number[] {
  const slope = contrast < 0 ? 1 + contrast : 1 + contrast * (STEEPEST - 1);
  return Array.from({ length: SHADES }, (_, shade) => {
    const lifted = (shade / (SHADES - 1)) ** (1 / gamma);
    return Math.min(1, Math.max(0, (lifted - 0.5) * slope + 0.5 + brightness / 2));
  });
}
