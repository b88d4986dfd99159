import { linesOf, parseDecimal, wordsOf } from '../../dataset/layouts/kittiText.ts';
import { SIDECAR_FORMAT } from '../../labels/sidecar.ts';

export const BOX_FORMATS = ['coco', 'kitti', 'yolo', 'sidecar'] as const;
export type BoxFormat = (typeof BOX_FORMATS)[number];

/** So much of a file is looked at, characters: a COCO file may name its images before all else. */
const LOOKED_AT = 100_000;

/** Which format a file seems to be in; undefined: none that is known. */
export function guessBoxFormat(text: string): BoxFormat | undefined {
  const start = text.slice(0, LOOKED_AT);
  if (/^\uFEFF?\s*[[{]/.test(start)) {
    if (start.includes(`"${SIDECAR_FORMAT}"`)) return 'sidecar';
    return /"(annotations|images|categories|image_id)"/.test(start) ? 'coco' : undefined;
  }
  const words = linesOf(start)
    .map(wordsOf)
    .find((line) => line.length > 0);
  if (words === undefined) return undefined;
  if (words.length >= 15 && typeof parseDecimal(words[0]!) === 'string') return 'kitti';
  const areNumbers = words.every((word) => typeof parseDecimal(word) === 'number');
  return areNumbers && (words.length === 5 || words.length === 6) ? 'yolo' : undefined;
}
