import { InvalidArgumentError } from 'commander';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Point2 } from '#shared/geometry/point2.ts';
import { rectangleCorners } from '#shared/geometry/rectangle.ts';

/** What `boxwright fit` was asked. */
export interface FitOptions {
  readonly cloud?: string;
  readonly at?: readonly Vec3[];
  readonly class?: string;
  readonly rect?: readonly Point2[];
  readonly sensor?: Vec3;
  readonly dataset?: string;
  readonly noise: number;
  readonly seed: number;
  readonly drawn: boolean;
  readonly json: boolean;
}

/** `x,y,z`, metres; given more than once, a list. */
export function collectPlaces(text: string, before: readonly Vec3[] = []): readonly Vec3[] {
  return [...before, parsePlace(text)];
}

export function parsePlace(text: string): Vec3 {
  const [x, y, z] = parseNumbers(text, 3, 'A place is three numbers: x,y,z.');
  return [x!, y!, z!];
}

/** `x0,y0,x1,y1`, any two opposite corners, as the corners going round. */
export function parseRect(text: string): readonly Point2[] {
  const [x0, y0, x1, y1] = parseNumbers(text, 4, 'A rectangle is four numbers: x0,y0,x1,y1.');
  return rectangleCorners({
    left: Math.min(x0!, x1!),
    top: Math.min(y0!, y1!),
    right: Math.max(x0!, x1!),
    bottom: Math.max(y0!, y1!),
  });
}

export function parseLength(text: string): number {
  const [length] = parseNumbers(text, 1, 'A length is a number of metres, 0 or more.');
  if (!(length! >= 0)) throw new InvalidArgumentError('A length is a number of metres, 0 or more.');
  return length!;
}

export function parseSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('A seed is a whole number.');
  return seed;
}

function parseNumbers(text: string, count: number, rule: string): number[] {
  const parts = text.split(',');
  const numbers = parts.map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.length !== count || !numbers.every(Number.isFinite)) throw new InvalidArgumentError(rule);
  return numbers;
}
