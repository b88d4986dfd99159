/** As deep as `parseJson` allows; the array of rows is the first level. */
export const DEEPEST = 64;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** 1-based. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export const TEXT_START: TextPlace = { line: 1, column: 1 };

/** Where one is after a text that starts at a place. */
export function placeAfter({ line, column }: TextPlace, text: string): TextPlace {
  let lines = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', lineStart)) {
    lineStart = at + 1;
    lines++;
  }
  return lines === 0
    ? { line, column: column + text.length }
    : { line: line + lines, column: text.length - lineStart + 1 };
}

/**
 * Finds where the rows of a JSON array end in a text that comes in pieces: counts brackets outside strings and judges
 * nothing else. It reads every character of tables of gigabytes, hence character codes and one loop.
 */
export class JsonRowScanner {
  #depth: number;
  #isInString = false;
  /** The last character of the piece before was the backslash of an escape. */
  #isEscaped = false;
  #isClosed = false;
  #isTooDeep = false;
  #line: number;
  /** Where the line starts, as an index into the piece that is scanned: negative for one that began before it. */
  #lineStart: number;
  #cut: TextPlace;

  /**
   * @param depth of brackets that are open already: one after a row, none at the start of a file
   * @param place where the text starts
   */
  constructor(depth: 0 | 1, place: TextPlace) {
    this.#depth = depth;
    this.#line = place.line;
    this.#lineStart = 1 - place.column;
    this.#cut = place;
  }

  /** The array's last bracket was seen. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get isTooDeep(): boolean {
    return this.#isTooDeep;
  }

  /** Where the text after the last cut starts. */
  get place(): TextPlace {
    return this.#cut;
  }

  /** The index after the last row, or after the array's last bracket, that ends in this piece; undefined: none does. */
  scan(text: string): number | undefined {
    let cut: number | undefined;
    let depth = this.#depth;
    let at = this.#isInString ? this.#stringEnd(text, 0) : 0;
    for (; at < text.length && !this.#isClosed && !this.#isTooDeep; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        at = this.#stringEnd(text, at + 1) - 1;
      } else if (code === LINE_FEED) {
        this.#line++;
        this.#lineStart = at + 1;
      } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (++depth > DEEPEST) this.#isTooDeep = true;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        depth--;
        if (depth <= 1) {
          cut = at + 1;
          this.#cut = { line: this.#line, column: cut - this.#lineStart + 1 };
          this.#isClosed = depth <= 0;
        }
      }
    }
    this.#depth = depth;
    this.#lineStart -= text.length;
    return cut;
  }

  /** The index after the quote that closes a string; the text's length when it goes on in the next piece. */
  #stringEnd(text: string, start: number): number {
    let from = start + (this.#isEscaped ? 1 : 0);
    this.#isEscaped = false;
    for (;;) {
      const quote = text.indexOf('"', from);
      const end = quote === -1 ? text.length : quote;
      const isEscaped = countBackslashes(text, from, end) % 2 === 1;
      if (quote === -1) {
        // An escape may be cut off from its backslash, or the piece may have been shorter than it.
        this.#isEscaped = isEscaped || from > end;
        this.#isInString = true;
        return text.length;
      }
      from = quote + 1;
      if (isEscaped) continue;
      this.#isInString = false;
      return from;
    }
  }
}

/** The backslashes directly before `end`, not before `start`. */
function countBackslashes(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === BACKSLASH) at--;
  return end - at;
}
