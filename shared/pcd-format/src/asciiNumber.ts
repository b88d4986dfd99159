/** Those that float64 holds exactly: 10^0 … 10^22. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** C99's spellings, and those of Microsoft's C library before 2015 (`1.#QNAN`, `-1.#IND00`, `1.#INF`). */
const NOT_A_NUMBER = /^[+-]?(?:nan(?:\([\w-]*\))?|1\.#(?:q?nan|s?nan|ind)\d*)$/i;
const INFINITE = /^[+-]?(?:inf(?:inity)?|1\.#inf\d*)$/i;

/**
 * The value of any number as C and C++ libraries print it, correctly rounded to float64, or undefined for a text that
 * is not a number. This is the slow path: the row parser deals with ordinary decimals itself.
 */
export function parseAsciiNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return undefined;
}
