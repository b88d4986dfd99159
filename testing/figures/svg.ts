import type { Point2 } from '#shared/geometry/point2.ts';

/** Pieces of an SVG. Points in pixels of the figure. */

export function line(from: Point2, to: Point2, look: string): string {
  return `<path class="${look}" d="${path([from, to])}"/>`;
}

export function polyline(points: readonly Point2[], look: string, isClosed = false): string {
  return `<path class="${look}" d="${path(points)}${isClosed ? 'Z' : ''}"/>`;
}

/** A line with a head at its end, of its own colour. */
export function arrow(from: Point2, to: Point2, look: string): string {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const at = (turn: number): Point2 => [
    to[0] + 9 * Math.cos(angle + turn),
    to[1] + 9 * Math.sin(angle + turn),
  ];
  return line(from, to, look) + polyline([at(2.75), to, at(-2.75)], look);
}

export function dot([x, y]: Point2, look: string): string {
  return `<circle class="${look}" cx="${number(x)}" cy="${number(y)}" r="4"/>`;
}

export function text(
  [x, y]: Point2,
  words: string,
  look = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text class="${look}" x="${number(x)}" y="${number(y)}" text-anchor="${anchor}">${escaped}</text>`;
}

function path(points: readonly Point2[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${number(x)} ${number(y)}`).join('');
}

/** Rounded, so that every engine draws the same bytes. */
function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
