import type { Rectangle } from '../../geometry/rectangle.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { parseDecimal, wordsOf } from './kittiText.ts';

/** One object of a label file, as the object benchmark's development kit describes it. */
export interface KittiLabelLine {
  readonly class: string;
  /** 0 to 1: the part outside the image; −1 unknown. Some tools write 0, 1, 2. */
  readonly truncation: number;
  /** 0 visible, 1 partly, 2 largely hidden, 3 unknown; −1 not given. */
  readonly occlusion: number;
  /** Observation angle, radians. */
  readonly alpha: number;
  /** In the left colour image, pixels. */
  readonly rectangle: Rectangle;
  /** Length, width, height, metres. The file has them the other way round. */
  readonly size: Vec3;
  /** Centre of the bottom face in rectified camera 0, metres. */
  readonly location: Vec3;
  /** About camera 0's y, which points down, radians. */
  readonly rotationY: number;
  /** Confidence, of a detector's results only. */
  readonly score?: number;
}

const COLUMNS = [
  'truncated',
  'occluded',
  'alpha',
  'left',
  'top',
  'right',
  'bottom',
  'height',
  'width',
  'length',
  'x',
  'y',
  'z',
  'rotation_y',
  'score',
];

/** A line of 14 numbers, or 15 with a score, after the class; the class may be several words, none of them a number. */
export function parseLabelLine(
  line: string,
): KittiLabelLine | { readonly reason: ProblemReason; readonly where: string } {
  const words = wordsOf(line);
  const start = words.findIndex((word, i) => i > 0 && parseDecimal(word) !== 'expectNumber');
  const numbers: number[] = [];
  for (const [i, word] of (start === -1 ? [] : words.slice(start)).entries()) {
    const number = parseDecimal(word);
    if (typeof number === 'string') return { reason: number, where: COLUMNS[i] ?? word };
    numbers.push(number);
  }
  if (numbers.length !== COLUMNS.length && numbers.length !== COLUMNS.length - 1) {
    return { reason: 'wrongCount', where: words[0] ?? '' };
  }
  const at = (i: number): number => numbers[i]!;
  const score = numbers[14];
  return {
    class: words.slice(0, start).join(' '),
    truncation: at(0),
    occlusion: at(1),
    alpha: at(2),
    rectangle: { left: at(3), top: at(4), right: at(5), bottom: at(6) },
    size: [at(9), at(8), at(7)],
    location: [at(10), at(11), at(12)],
    rotationY: at(13),
    ...(score === undefined ? {} : { score }),
  };
}
