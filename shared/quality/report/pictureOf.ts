import type { Rectangle } from '../../geometry/rectangle.ts';
import type { Outline, Picture } from './agreementReport.ts';
import { signed } from './figures.ts';
import { markup, type Markup } from './markup.ts';

/** Shorter arrows would be nothing but their heads; pixels of the image. */
const SHORTEST_ARROW = 1.5;

/**
 * A cut-out with what is labelled drawn over it: projection dashed, 2D box solid, suggested fix dotted, and for each edge
 * of the 2D box that is off an arrow from where the projection has it.
 */
export function pictureOf(picture: Picture, title: string): Markup {
  const { href, area, projection, fixed, projectionBounds, box, edges } = picture;
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  // Texts and heads of arrows have a size on the page, whatever was cut out.
  const unit = Math.max(width / 400, height / 300);
  const arrows = box && projectionBounds && edges && edgeArrows(projectionBounds, box, edges, area, unit);
  return markup`<svg class="picture" viewBox="${area.left.toFixed(1)} ${area.top.toFixed(1)} ${width.toFixed(1)} ${height.toFixed(1)}" role="img" aria-label="${title}"><image href="${href}" x="${area.left.toFixed(1)}" y="${area.top.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" preserveAspectRatio="none"/>${drawn('under', projection, box)}${drawn('projection', projection, undefined)}${drawn('fix', fixed, undefined)}${box === undefined ? undefined : rectangle('box', box)}${arrows}</svg>`;
}

/** Lines on a photograph need a dark seam. */
function drawn(className: string, outlines: readonly Outline[], box: Rectangle | undefined): Markup {
  const lines = outlines.map(
    (points) =>
      markup`<polyline class="${className}" points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/>`,
  );
  return markup`${lines}${box === undefined ? undefined : rectangle(className, box)}`;
}

function rectangle(className: string, { left, top, right, bottom }: Rectangle): Markup {
  return markup`<rect class="${className}" x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${(right - left).toFixed(1)}" height="${(bottom - top).toFixed(1)}"/>`;
}

function edgeArrows(
  from: Rectangle,
  to: Rectangle,
  errors: Rectangle,
  area: Rectangle,
  unit: number,
): readonly Markup[] {
  const [x, y] = [(to.left + to.right) / 2, (to.top + to.bottom) / 2];
  const inside: Rectangle = {
    left: area.left + 3 * unit,
    top: area.top + 3 * unit,
    right: area.right - 3 * unit,
    bottom: area.bottom - 3 * unit,
  };
  return (
    [
      [from.left, to.left, errors.left, true, -1],
      [from.right, to.right, errors.right, true, 1],
      [from.top, to.top, errors.top, false, -1],
      [from.bottom, to.bottom, errors.bottom, false, 1],
    ] as const
  ).flatMap(([start, end, error, isAcross, side]) => {
    const off = end - start;
    if (Math.abs(off) < SHORTEST_ARROW || Math.abs(error) < SHORTEST_ARROW) return [];
    const head = Math.sign(off) * Math.min(7 * unit, Math.abs(off));
    const wide = 4 * unit;
    const along = isAcross
      ? `M${start.toFixed(1)} ${y.toFixed(1)}H${end.toFixed(1)}`
      : `M${x.toFixed(1)} ${start.toFixed(1)}V${end.toFixed(1)}`;
    const tip = isAcross
      ? `M${(end - head).toFixed(1)} ${(y - wide).toFixed(1)}L${end.toFixed(1)} ${y.toFixed(1)}L${(end - head).toFixed(1)} ${(y + wide).toFixed(1)}Z`
      : `M${(x - wide).toFixed(1)} ${(end - head).toFixed(1)}L${x.toFixed(1)} ${end.toFixed(1)}L${(x + wide).toFixed(1)} ${(end - head).toFixed(1)}Z`;
    // Outside of both edges, where nothing is drawn over it; kept within the picture.
    const beyond = side > 0 ? Math.max(start, end) : Math.min(start, end);
    const [tx, ty] = isAcross
      ? [beyond + side * 6 * unit, y + 5 * unit]
      : [x, beyond + (side > 0 ? 18 : -7) * unit];
    const text = signed(error);
    const room = (text.length + 3) * 9.5 * unit;
    const [least, most] = isAcross
      ? side > 0
        ? [inside.left, inside.right - room]
        : [inside.left + room, inside.right]
      : [inside.left + room / 2, inside.right - room / 2];
    const placed = [clamp(tx, least, most), clamp(ty, inside.top + 14 * unit, inside.bottom)] as const;
    const anchor = isAcross ? (side > 0 ? 'first' : 'last') : 'mid';
    return [
      markup`<path class="seam" d="${along}"/><path class="arrow" d="${along}"/><path class="head" d="${tip}"/><text class="pixels ${anchor}" x="${placed[0].toFixed(1)}" y="${placed[1].toFixed(1)}" font-size="${(14 * unit).toFixed(2)}" stroke-width="${(3.5 * unit).toFixed(2)}">${text} px</text>`,
    ];
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
