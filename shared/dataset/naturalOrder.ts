/** Compares by Unicode code point. JavaScript's own order, by UTF-16 unit, differs beyond U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Puts surrogates, which stand for code points beyond U+FFFF, after all other UTF-16 units. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/**
 * Compares as people count: `2.pcd` before `10.pcd`. Runs of ASCII digits count as numbers of any length, the rest by
 * code point; a tie (`1`, `01`) is settled by the plain texts, so the order is total. Not `Intl.Collator`, whose order
 * depends on the machine. Allocates nothing: recordings have tens of thousands of files.
 */
export function compareNaturally(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (isDigit(a, i) && isDigit(b, j)) {
      i = afterZeros(a, i);
      j = afterZeros(b, j);
      const start = i;
      const digits = afterDigits(a, i) - i;
      const order = digits - (afterDigits(b, j) - j);
      if (order !== 0) return order;
      for (; i < start + digits; i++, j++) {
        if (a.charCodeAt(i) !== b.charCodeAt(j)) return a.charCodeAt(i) - b.charCodeAt(j);
      }
    } else {
      const order = rank(a.charCodeAt(i++)) - rank(b.charCodeAt(j++));
      if (order !== 0) return order;
    }
  }
  return a.length - i - (b.length - j) || compareCodePoints(a, b);
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

function afterDigits(text: string, at: number): number {
  let end = at;
  while (isDigit(text, end)) end++;
  return end;
}

function afterZeros(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x30) end++;
  return end;
}
