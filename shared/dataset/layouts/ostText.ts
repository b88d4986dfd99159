import { linesOf, parseDecimal, wordsOf } from './kittiText.ts';

/** Titles of blocks of numbers → the key of the same in camera_info. */
const KEYS: ReadonlyMap<string, string> = new Map([
  ['width', 'image_width'],
  ['height', 'image_height'],
  ['camera matrix', 'camera_matrix'],
  ['distortion', 'distortion_coefficients'],
  ['rectification', 'rectification_matrix'],
  ['projection', 'projection_matrix'],
]);

/**
 * The value of an `ost.txt`, which ROS's camera_calibration writes beside its `ost.yaml`, in the form of camera_info: titles
 * with lines of numbers under them. Undefined for another text.
 */
export function parseOstText(text: string): Readonly<Record<string, unknown>> | undefined {
  const [first = '', ...lines] = linesOf(text);
  if (!/^#\s*oST\b/i.test(first)) return undefined;
  const value = new Map<string, unknown>([['distortion_model', 'plumb_bob']]);
  let key: string | undefined;
  let numbers: unknown[] = [];
  for (const line of lines) {
    const title = line.trim().toLowerCase();
    if (title === '' || title.startsWith('#')) continue;
    if (KEYS.has(title) || title.startsWith('[')) {
      key = KEYS.get(title);
      numbers = [];
    } else {
      const words = wordsOf(line).map((word) => parseDecimal(word));
      numbers.push(...words);
      // The size is a number, not a matrix.
      if (key !== undefined) value.set(key, key.startsWith('image_') ? numbers[0] : numbers);
    }
  }
  return Object.fromEntries(value);
}
