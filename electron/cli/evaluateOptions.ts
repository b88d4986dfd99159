import { InvalidArgumentError } from 'commander';

/** For all classes, or for the one that is named. */
export function collectOverlaps(
  text: string,
  before: ReadonlyMap<string | undefined, number> = new Map(),
): ReadonlyMap<string | undefined, number> {
  const [, name, number] = /^(?:(.+)=)?(\d*\.?\d+)$/.exec(text) ?? [];
  const iou = Number(number);
  if (iou > 0 && iou <= 1) return new Map([...before, [name, iou]]);
  throw new InvalidArgumentError('An overlap from 0 to 1, as in 0.5 or car=0.7.');
}
