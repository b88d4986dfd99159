const NEWLINE: u32 = 10;
const SPACE: u32 = 32;
const PLUS: u32 = 43;
const COMMA: u32 = 44;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const LOWER_E: u32 = 101;
const NAN_LETTERS: u32 = 0x6e616e;

/** What becomes of a token, as in `src/asciiKernel.ts`. */
const SKIP: u32 = 0;
const FLOAT32: u32 = 1;
const FLOAT64: u32 = 2;
const INT8: u32 = 3;
const UINT8: u32 = 4;
const INT16: u32 = 5;
const UINT16: u32 = 6;
const INT32: u32 = 7;
const INT64: u32 = 9;

/** A token that u64 surely holds. */
const MOST_DIGITS: u32 = 19;
/** From here on float64 may not hold a sum of digits. */
const INEXACT: u64 = 1 << 53;
const MOST_INT64: u64 = 0x7fffffffffffffff;

/**
 * Parses lines, of which each but blank ones is a row, and stores the values; `src/asciiRows.ts` says what is a number,
 * and how it is rounded. Stops at the first line with anything that is not ordinary: a number that is not surely exact,
 * that its type does not hold, or none, or a wrong count of them.
 *
 * @param at start of a line
 * @param end behind a newline; 16 more bytes are readable
 * @param plan of each token 16 bytes: what becomes of it, where its value of row 0 goes, and how far apart rows are
 * @param powers 10^0 … 10^22 as f64, then 10^0 … 10^8 as u64
 * @param layouts for each count of digits 0 … 15, and for each place of a point 0 … 15 that is left out, where each of 16
 *   characters comes from so that the digits stand at the right end; 128 for a zero
 * @param result four u32: start of the first line that is not parsed, rows, lines, and 1 if that line is not ordinary
 */
export function asciiRows(
  at: usize,
  end: usize,
  plan: usize,
  tokens: u32,
  maxRows: u32,
  powers: usize,
  layouts: usize,
  result: usize,
): void {
  let rows: u32 = 0;
  let lines: u32 = 0;
  let isOdd: u32 = 0;
  while (at < end && rows < maxRows) {
    let byte: u32 = load<u8>(at);
    let start = at;
    while (isSeparator(byte) && byte != NEWLINE) byte = load<u8>(++start);
    if (byte == NEWLINE) at = start + 1;
    else {
      const next = parseLine(start, plan, tokens, rows, powers, layouts);
      if (next == 0) {
        isOdd = 1;
        break;
      }
      at = next;
      rows++;
    }
    lines++;
  }
  store<u32>(result, at as u32);
  store<u32>(result, rows, 4);
  store<u32>(result, lines, 8);
  store<u32>(result, isOdd, 12);
}

function isSeparator(byte: u32): bool {
  return byte <= SPACE || byte == COMMA;
}

/** The address behind the line's newline, or 0 for one that is not ordinary. */
function parseLine(at: usize, plan: usize, tokens: u32, row: u32, powers: usize, layouts: usize): usize {
  for (let token: u32 = 0; token <= tokens; token++) {
    let byte: u32 = load<u8>(at);
    while (isSeparator(byte)) {
      if (byte == NEWLINE) return token == tokens ? at + 1 : 0;
      byte = load<u8>(++at);
    }
    if (token == tokens) return 0;
    const entry = plan + 16 * token;
    const kind = load<u32>(entry);
    if (kind == SKIP) {
      while (!isSeparator(byte)) byte = load<u8>(++at);
      continue;
    }
    const target: usize = load<u32>(entry, 4) + row * load<u32>(entry, 8);

    // Most tokens are up to 15 characters, a sign or none and digits with a point among them or none, and so surely exact.
    // What they are is found without a branch, and where the next begins does not wait for it.
    const text = v128.load(at);
    const length: u32 = ctz(i8x16.bitmask(separatorsOf(text)));
    const digits = i8x16.sub(text, i8x16.splat(0x30));
    const isDigit = i8x16.le_u(digits, i8x16.splat(9));
    const sign: u32 = u32(byte == MINUS) | u32(byte == PLUS);
    const others: u32 = ~i8x16.bitmask(isDigit) & ((1 << length) - 1) & ~sign;
    const point: u32 = ctz(others | (1 << length));
    const hasPoint: u32 = u32(others != 0);
    const count = length - sign - hasPoint;
    if (
      length > 15 ||
      count == 0 ||
      kind >= INT64 ||
      (others & (others - 1)) != 0 ||
      (others != 0 && load<u8>(at + point) != POINT)
    ) {
      at = parseToken(at, kind, target, powers);
      if (at == 0) return 0;
      continue;
    }
    // To the right end and the point left out: 256 bytes of places for each count of digits.
    const places = v128.load(layouts + 256 * (count as usize) + 16 * ((point - sign) as usize));
    const mantissa = sixteenDigits(v128.swizzle(i8x16.sub(v128.load(at + sign), i8x16.splat(0x30)), places));
    const decimals = (length - point - hasPoint) as usize;
    const value = (mantissa as f64) / load<f64>(powers + 8 * decimals);
    const signed = select<f64>(-value, value, byte == MINUS);
    if (kind == FLOAT32) store<f32>(target, signed as f32);
    else if (!storeNumber(kind, target, signed)) return 0;
    at += length;
  }
  return 0;
}

function separatorsOf(text: v128): v128 {
  return v128.or(i8x16.le_u(text, i8x16.splat(SPACE as i8)), i8x16.eq(text, i8x16.splat(COMMA as i8)));
}

/** The number that 16 digits stand for: pairs, fours and eights of them at once. */
function sixteenDigits(digits: v128): u64 {
  const tens = i16x8.mul(v128.and(digits, i16x8.splat(0xff)), i16x8.splat(10));
  const pairs = i16x8.add(tens, i16x8.shr_u(digits, 8));
  const fours = i32x4.dot_i16x8_s(pairs, i32x4.splat(0x10064));
  const eights = i32x4.dot_i16x8_s(i16x8.narrow_i32x4_u(fours, fours), i32x4.splat(0x12710));
  return (i32x4.extract_lane(eights, 0) as u64) * 100000000 + (i32x4.extract_lane(eights, 1) as u64);
}

/** The address behind any other token, whose value is stored, or 0 for one that is not ordinary. */
function parseToken(at: usize, kind: u32, target: usize, powers: usize): usize {
  let byte: u32 = load<u8>(at);
  const isNegative = byte == MINUS;
  if (isNegative || byte == PLUS) at++;
  let mantissa: u64 = 0;
  const start = at;
  let run: u32;
  do {
    const text = load<u64>(at);
    run = digitRun(text);
    mantissa = appendDigits(mantissa, text, run, powers);
    at += run;
  } while (run == 8);
  let digits: u32 = (at - start) as u32;
  byte = load<u8>(at);
  if (kind >= INT64) {
    if (!isSeparator(byte) || digits == 0 || digits > MOST_DIGITS) return 0;
    if (kind == INT64) {
      if (mantissa > MOST_INT64) return 0;
    } else if (isNegative && mantissa != 0) return 0;
    store<u64>(target, isNegative ? 0 - mantissa : mantissa);
    return at;
  }
  let exponent: i32 = 0;
  if (byte == POINT) {
    const fraction = ++at;
    do {
      const text = load<u64>(at);
      run = digitRun(text);
      mantissa = appendDigits(mantissa, text, run, powers);
      at += run;
    } while (run == 8);
    const decimals = (at - fraction) as u32;
    digits += decimals;
    exponent = -(decimals as i32);
    byte = load<u8>(at);
  }
  if (digits == 0) {
    // `nan` of any sign; other spellings are not looked for here.
    const letters = (load<u32>(at) | 0x20202020) & 0xffffff;
    if (letters != NAN_LETTERS || at != start || !isSeparator(load<u8>(at, 3))) return 0;
    if (kind == FLOAT32) store<f32>(target, f32.NaN);
    else if (kind == FLOAT64) store<f64>(target, f64.NaN);
    else return 0;
    return at + 3;
  }
  if ((byte | 32) == LOWER_E) {
    byte = load<u8>(++at);
    const isSmall = byte == MINUS;
    if (isSmall || byte == PLUS) at++;
    const text = load<u64>(at);
    run = digitRun(text);
    if (run == 0 || run > 4) return 0;
    const written = appendDigits(0, text, run, powers) as i32;
    exponent += isSmall ? -written : written;
    at += run;
    byte = load<u8>(at);
  }
  if (!isSeparator(byte) || digits > MOST_DIGITS || mantissa >= INEXACT) return 0;
  if (exponent < -22 || exponent > 22) return 0;
  let value = mantissa as f64;
  if (exponent < 0) value /= load<f64>(powers + 8 * (-exponent as usize));
  else value *= load<f64>(powers + 8 * (exponent as usize));
  return storeNumber(kind, target, isNegative ? -value : value) ? at : 0;
}

/** How many of eight characters, the first in the lowest byte, are digits before another comes. */
function digitRun(text: u64): u32 {
  const digits = text ^ 0x3030303030303030;
  // A byte above 9 gets its upper bit set; what it carries over reaches only bytes behind it, which count no more.
  const others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
  return (ctz(others) >> 3) as u32;
}

/** `mantissa` followed by the first `run` digits of a text. */
function appendDigits(mantissa: u64, text: u64, run: u32, powers: usize): u64 {
  if (run == 0) return mantissa;
  const digits = (text ^ 0x3030303030303030) << ((64 - 8 * run) as u64);
  return mantissa * load<u64>(powers + 8 * (23 + run)) + eightDigits(digits);
}

/** The number that eight digits, the first in the lowest byte, stand for: pairs, fours and all by a multiplication each. */
function eightDigits(digits: u64): u64 {
  const pairs = (digits * 2561) >> 8;
  const fours = ((pairs & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((fours & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

/** False for a number that the type does not hold. */
function storeNumber(kind: u32, target: usize, value: f64): bool {
  if (kind == FLOAT32) {
    store<f32>(target, value as f32);
    return true;
  }
  if (kind == FLOAT64) {
    store<f64>(target, value);
    return true;
  }
  if (abs<f64>(value) > 4294967295) return false;
  const whole = value as i64;
  if ((whole as f64) != value) return false;
  if (kind <= UINT8) {
    store<u8>(target, whole as u8);
    return whole == (kind == INT8 ? (whole as i8 as i64) : (whole as u8 as i64));
  }
  if (kind <= UINT16) {
    store<u16>(target, whole as u16);
    return whole == (kind == INT16 ? (whole as i16 as i64) : (whole as u16 as i64));
  }
  store<u32>(target, whole as u32);
  return whole == (kind == INT32 ? (whole as i32 as i64) : (whole as u32 as i64));
}
