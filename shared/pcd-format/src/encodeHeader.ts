import { SCALARS } from './scalar.ts';
import { PcdError } from './types.ts';
import type { EncodeOptions, Plane } from './encodeTypes.ts';

/** The header lines in the order that version 0.7 prescribes. */
export function encodeHeader(planes: readonly Plane[], points: number, options: EncodeOptions): Uint8Array {
  const height = options.height ?? 1;
  const width = options.width ?? (height > 0 ? points / height : 0);
  const { viewpoint = [0, 0, 0, 1, 0, 0, 0] } = options;
  if (![width, height].every((size) => Number.isInteger(size) && size >= 0) || width * height !== points)
    throw new PcdError('unsupported', `${width} × ${height} is not ${points} points`, {
      reason: 'size',
      width,
      height,
      points,
    });
  if (viewpoint.length !== 7 || !viewpoint.every(Number.isFinite))
    throw new PcdError('unsupported', 'A viewpoint is seven finite numbers', { reason: 'viewpoint' });
  const comments = (options.comments ?? []).flatMap((comment) => comment.split(/\r\n|\r|\n/));
  const lines = [
    '# .PCD v0.7 - Point Cloud Data file format',
    ...comments.map((comment) => `# ${comment}`),
    'VERSION 0.7',
    `FIELDS ${planes.map(({ name }) => name).join(' ')}`,
    `SIZE ${planes.map(({ type }) => SCALARS[type].bytes).join(' ')}`,
    `TYPE ${planes.map(({ type }) => SCALARS[type].letter).join(' ')}`,
    `COUNT ${planes.map(({ count }) => count).join(' ')}`,
    `WIDTH ${width}`,
    `HEIGHT ${height}`,
    `VIEWPOINT ${viewpoint.join(' ')}`,
    `POINTS ${points}`,
    `DATA ${options.encoding}`,
  ];
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}
