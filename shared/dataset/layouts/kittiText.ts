import type { CalibrationFault } from '../calibration.ts';
import type { ProblemReason } from '../../problems/reasons.ts';

/** KITTI's calibration text, one entry a line: `P2: 7.2e+02 0.0 …`; the tracking benchmark leaves the colon out. */
export type KittiText = ReadonlyMap<string, readonly string[]>;

export type KittiNumbers =
  | { readonly numbers: readonly number[]; readonly where: string }
  | { readonly fault: CalibrationFault };

/** Key → the words after it. Of two lines with one key the first holds. */
export function parseKittiText(text: string): KittiText {
  const entries = new Map<string, readonly string[]>();
  for (const line of linesOf(text)) {
    const [key = '', ...words] = wordsOf(line);
    const name = key.replace(/:$/, '');
    if (name !== '' && !entries.has(name)) entries.set(name, words);
  }
  return entries;
}

/**
 * The numbers of the first of these keys that the text has.
 *
 * @param counts how many may be there, the usual count first
 */
export function numbersAt(text: KittiText, keys: readonly string[], counts: readonly number[]): KittiNumbers {
  const where = keys.find((key) => text.has(key));
  if (where === undefined) return malformed('missing', keys[0]!);
  const words = text.get(where)!;
  if (!counts.includes(words.length)) {
    return { fault: { code: 'calibration.malformed', reason: 'wrongCount', where, expected: counts[0]! } };
  }
  const numbers: number[] = [];
  for (const [i, word] of words.entries()) {
    const number = parseDecimal(word);
    if (typeof number === 'string') return malformed(number, `${where}[${i}]`);
    numbers.push(number);
  }
  return { numbers, where };
}

/** A decimal number, or why the word is none. Stricter than `Number`, which takes the empty text and hexadecimals. */
export function parseDecimal(word: string): number | ProblemReason {
  if (/^[-+]?(?:nan|inf(?:inity)?)$/i.test(word)) return 'notFinite';
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(word)) return 'expectNumber';
  const number = Number(word);
  return Number.isFinite(number) ? number : 'notFinite';
}

/** With either kind of line end, and without a byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}

/** What is between spaces and tabs. */
export function wordsOf(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}

function malformed(reason: ProblemReason, where: string): { readonly fault: CalibrationFault } {
  return { fault: { code: 'calibration.malformed', reason, where } };
}
