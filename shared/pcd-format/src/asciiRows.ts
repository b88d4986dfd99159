import { parseAsciiNumber, POWERS_OF_TEN } from './asciiNumber.ts';
import { BIG, SKIP, WHOLE } from './asciiPlan.ts';
import { PcdError } from './types.ts';
import type { AsciiPlan } from './asciiPlan.ts';

const NEWLINE = 10;
const SPACE = 32;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LOWER_E = 101;

/** From here on a sum of digits may have been rounded: 2^53 + 1 arrives as 2^53. */
const INEXACT = 2 ** 53;

/** Where the parser stands, kept between blocks. */
export interface RowCursor {
  row: number;
  /** Of the file, from 1. */
  line: number;
  /** Where in the file the block starts. */
  offset: number;
}

/**
 * Parses the lines in `bytes[start, end)`, whose last byte is a newline, until `maxRows` rows are there.
 *
 * Separators are white space and, as some writers have it, commas; a comma before decimals gives a line too many values,
 * and its error says so. Blank lines are passed over; a line with too few or
 * too many values is an error, because no guess about its order would be safe. The value of a decimal with mantissa m
 * and exponent e is m × 10^e or m ÷ 10^-e, which is correctly rounded for m < 2^53 and |e| ≤ 22 (Clinger, How to read
 * floating point numbers accurately, 1990); anything else takes the slow path through `Number`.
 *
 * @throws PcdError `corrupt` with the line
 */
export function parseRows(
  bytes: Uint8Array,
  start: number,
  end: number,
  plan: AsciiPlan,
  cursor: RowCursor,
  maxRows: number,
): void {
  const { tokens, kinds, numbers, starts, steps } = plan;
  let at = start;
  let token = 0;
  let row = cursor.row;
  while (at < end && row < maxRows) {
    let byte = bytes[at]!;
    if (byte === NEWLINE) {
      if (token !== 0) {
        if (token < tokens) throw wrongCount(cursor, bytes, at, token, tokens);
        token = 0;
        row++;
      }
      cursor.line++;
      at++;
      continue;
    }
    if (byte <= SPACE || byte === COMMA) {
      at++;
      continue;
    }
    if (token === tokens) throw wrongCount(cursor, bytes, at, token + 1, tokens);

    const tokenStart = at;
    const kind = kinds[token]!;
    if (kind === SKIP) {
      while (byte > SPACE && byte !== COMMA) byte = bytes[++at]!;
      token++;
      continue;
    }
    const isNegative = byte === MINUS;
    if (isNegative || byte === PLUS) byte = bytes[++at]!;
    let mantissa = 0;
    let exponent = 0;
    let digits = -at;
    for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) mantissa = mantissa * 10 + (byte - ZERO);
    digits += at;
    if (byte === POINT) {
      byte = bytes[++at]!;
      exponent = at;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) mantissa = mantissa * 10 + (byte - ZERO);
      exponent -= at;
      digits -= exponent;
    }
    let isOrdinary = digits > 0 && mantissa < INEXACT;
    if ((byte | 32) === LOWER_E) {
      byte = bytes[++at]!;
      const isSmall = byte === MINUS;
      if (isSmall || byte === PLUS) byte = bytes[++at]!;
      const exponentStart = at;
      let written = 0;
      for (; byte >= ZERO && byte <= NINE; byte = bytes[++at]!) written = written * 10 + (byte - ZERO);
      exponent += isSmall ? -written : written;
      isOrdinary &&= at > exponentStart;
    }
    isOrdinary &&= (byte <= SPACE || byte === COMMA) && exponent >= -22 && exponent <= 22;
    // A float and a flag rather than `number | undefined`, which the engine would box once per value.
    let value = Number.NaN;
    let isNumber = isOrdinary;
    if (isOrdinary) {
      value = exponent < 0 ? mantissa / POWERS_OF_TEN[-exponent]! : mantissa * POWERS_OF_TEN[exponent]!;
      if (isNegative) value = -value;
    } else {
      while (byte > SPACE && byte !== COMMA) byte = bytes[++at]!;
      const slow = parseAsciiNumber(tokenText(bytes, tokenStart, at));
      isNumber = slow !== undefined;
      value = slow ?? Number.NaN;
    }
    const index = row * steps[token]! + starts[token]!;
    if (kind === BIG) isNumber &&= storeBig(plan.bigs[token]!, index, value, bytes, tokenStart, at);
    else if (isNumber) {
      const target = numbers[token]!;
      target[index] = value;
      // A whole number that the type cannot hold has been wrapped or cut by now.
      if (kind === WHOLE) isNumber = target[index] === value;
    }
    if (!isNumber) throw notANumber(cursor, tokenStart, plan.names[token]!, tokenText(bytes, tokenStart, at));
    token++;
  }
  cursor.row = row;
}

/** Stores a 64-bit integer and tells whether the text is one and the column's type holds it exactly. */
function storeBig(
  target: BigInt64Array | BigUint64Array,
  index: number,
  value: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  if (!Number.isInteger(value)) return false;
  // Beyond 2^53 the float has lost digits that an int64 keeps, so those are read from the text again.
  const text = Number.isSafeInteger(value) ? String(value) : tokenText(bytes, start, end);
  if (!/^[+-]?\d{1,40}$/.test(text)) return false;
  const exact = BigInt(text.replace('+', ''));
  target[index] = exact;
  return target[index] === exact;
}

function tokenText(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(start, end));
}

function notANumber({ line, offset }: RowCursor, at: number, field: string, text: string): PcdError {
  const shown = text.slice(0, 40);
  const details = { reason: 'value', line, field, text: shown };
  return new PcdError('corrupt', `Line ${line}: ${field} cannot be ${shown}`, details, offset + at);
}

function wrongCount(
  { line, offset }: RowCursor,
  bytes: Uint8Array,
  at: number,
  actual: number,
  expected: number,
): PcdError {
  const lineStart = bytes.lastIndexOf(NEWLINE, at - 1) + 1;
  const comma = bytes.indexOf(COMMA, lineStart);
  const hasComma = comma !== -1 && comma < bytes.indexOf(NEWLINE, at);
  const details = { reason: hasComma ? 'comma' : 'value-count', line, expected, actual };
  return new PcdError('corrupt', `Line ${line}: not ${expected} values`, details, offset + at);
}
