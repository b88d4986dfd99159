import { linesOf, parseDecimal, wordsOf } from '../../dataset/layouts/kittiText.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { scoreOf, SkippedBoxes, type ForeignBox, type ForeignBoxes } from '../boxes2d/foreignBox.ts';

const COLUMNS = ['class', 'x', 'y', 'width', 'height', 'confidence'];

/**
 * The boxes of a YOLO text file, which is about one image: in each line the number of the class, the middle and the size as
 * parts of the image, and of a detector's its confidence. Each line that cannot be read is named and left out.
 *
 * @param image what the image is called: the name of the file without its ending
 * @param classes the names by their numbers: the lines of `classes.txt` or `obj.names`
 */
export function readYolo(
  text: string,
  path: string,
  image: string,
  classes: readonly string[],
): ForeignBoxes {
  const skipped = new SkippedBoxes(path);
  const boxes = linesOf(text).flatMap((line, index): ForeignBox[] => {
    if (line.trim() === '') return [];
    const key = `#${index + 1}`;
    const read = numbersOf(line);
    if ('reason' in read) {
      skipped.add(key, read.reason, read.where);
      return [];
    }
    const [number = -1, x = 0, y = 0, width = 0, height = 0, confidence] = read.numbers;
    const name = classes[number];
    if (name === undefined) {
      skipped.add(key, 'categoryUnknown', '', { category: String(number) });
      return [];
    }
    const rectangle = {
      left: x - width / 2,
      top: y - height / 2,
      right: x + width / 2,
      bottom: y + height / 2,
    };
    const source = confidence === undefined ? 'imported' : 'model';
    return [{ image, key, rectangle, unit: 'image', class: name, source, ...scoreOf(confidence) }];
  });
  return { boxes, problems: skipped.problems };
}

/** The names of classes by their numbers, one a line; empty lines at the end are none. */
export function readClassNames(text: string): readonly string[] {
  const names = linesOf(text).map((line) => line.trim());
  while (names.at(-1) === '') names.pop();
  return names;
}

function numbersOf(
  line: string,
): { readonly numbers: readonly number[] } | { readonly reason: ProblemReason; readonly where: string } {
  const words = wordsOf(line);
  // More are the corners of a polygon, as of segmentation.
  if (words.length !== 5 && words.length !== 6) return { reason: 'wrongCount', where: '' };
  const numbers: number[] = [];
  for (const [i, word] of words.entries()) {
    const number = parseDecimal(word);
    if (typeof number === 'string') return { reason: number, where: COLUMNS[i]! };
    numbers.push(number);
  }
  const [, x = 0, y = 0, width = 0, height = 0] = numbers;
  if (!(width > 0 && height > 0)) return { reason: 'rectangleEmpty', where: '' };
  // A middle outside of the image, or more than all of it: these are pixels, or not of this format.
  if (Math.min(x, y) < 0 || Math.max(x, y, width, height) > 1) return { reason: 'outOfRange', where: '' };
  return { numbers };
}
