/** How closely a text comes to what was typed, the closest first. */
export const CLOSENESS = { whole: 0, start: 1, words: 2, inside: 3, letters: 4 } as const;
export type Closeness = (typeof CLOSENESS)[keyof typeof CLOSENESS];

/** A text that can be found, ready for comparing. */
export interface SearchText {
  readonly folded: string;
  /** The least close match that still counts. Names and spellings are not found by scattered letters. */
  readonly loosest: Closeness;
}

/** What was typed, ready for comparing. */
export interface Query {
  readonly folded: string;
  /** Without spaces, and without the apostrophes that an input method puts between syllables while composing. */
  readonly letters: string;
}

/** Letters that stand together in a text. */
export interface Piece {
  readonly start: number;
  readonly length: number;
}

export interface TextMatch {
  /** Smaller is better; a step of {@link Closeness} outweighs all else, then fewer pieces, then a shorter text. */
  readonly cost: number;
  /** Where the text matched, in order. */
  readonly pieces: readonly Piece[];
}

const STEP = 1000;
const PIECE = 100;
const MOST_PIECES = 8;
/** Longer texts, such as paths, are not taken apart: that would cost a key stroke too much. */
const LONGEST_WORDED = 120;

export function searchText(text: string, loosest: Closeness = CLOSENESS.letters): SearchText {
  const lower = text.toLowerCase();
  // A few letters grow when lowered (İ); the indices of a match have to be those of the text as it is shown.
  return { folded: lower.length === text.length ? lower : text, loosest };
}

/** Full-width forms of an input method become plain ones. */
export function foldQuery(typed: string): Query {
  const folded = typed.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
  return { folded, letters: folded.replaceAll(/[ '’]/g, '') };
}

/** Compares what was typed with a text; undefined: they do not match. Called for 50,000 frames at each key stroke. */
export function matchText(
  { folded: query, letters }: Query,
  { folded, loosest }: SearchText,
): TextMatch | undefined {
  if (folded.startsWith(query)) {
    const closeness = folded.length === query.length ? CLOSENESS.whole : CLOSENESS.start;
    return matchOf(closeness, folded, [{ start: 0, length: query.length }]);
  }
  // True of few texts, and a must for all that follows.
  if (loosest < CLOSENESS.words || !hasInOrder(letters, folded)) return undefined;
  const word = wordFrom(query, folded);
  if (word >= 0) return matchOf(CLOSENESS.words, folded, [{ start: word, length: query.length }]);
  const words = letters.length > 1 ? wordPieces(letters, folded) : undefined;
  if (words !== undefined) return matchOf(CLOSENESS.words, folded, words);
  const inside = loosest < CLOSENESS.inside ? -1 : folded.indexOf(query);
  if (inside >= 0) return matchOf(CLOSENESS.inside, folded, [{ start: inside, length: query.length }]);
  return loosest < CLOSENESS.letters
    ? undefined
    : matchOf(CLOSENESS.letters, folded, scatteredPieces(letters, folded));
}

function matchOf(closeness: Closeness, text: string, pieces: readonly Piece[]): TextMatch {
  const cost =
    closeness * STEP + Math.min(pieces.length - 1, MOST_PIECES) * PIECE + Math.min(text.length, PIECE - 1);
  return { cost, pieces };
}

function hasInOrder(letters: string, text: string): boolean {
  let from = 0;
  for (let i = 0; i < letters.length; i++) {
    from = text.indexOf(letters[i]!, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

/** Where a word of the text starts with the query; −1: nowhere. */
function wordFrom(query: string, text: string): number {
  let at = text.indexOf(query);
  while (at >= 0 && !isWordStart(text, at)) at = text.indexOf(query, at + 1);
  return at;
}

/** The letters as beginnings of words, in order: `nf` and `nextf` in `next frame`. The longest pieces are preferred. */
function wordPieces(letters: string, text: string): readonly Piece[] | undefined {
  if (text.length > LONGEST_WORDED) return undefined;
  /** Places known to lead nowhere: without them a text of equal letters would take exponential time. */
  let dead: Set<number> | undefined;
  const search = (done: number, from: number): readonly Piece[] | undefined => {
    if (done === letters.length) return [];
    const place = done * (text.length + 1) + from;
    if (dead?.has(place)) return undefined;
    for (let start = text.indexOf(letters[done]!, from); start >= 0;) {
      const longest = isWordStart(text, start) ? commonLength(letters, done, text, start) : 0;
      for (let length = longest; length > 0; length--) {
        const rest = search(done + length, start + length);
        if (rest !== undefined) return [{ start, length }, ...rest];
      }
      start = text.indexOf(letters[done]!, start + 1);
    }
    (dead ??= new Set()).add(place);
    return undefined;
  };
  return search(0, 0);
}

/** The first way to find all letters in order, given that there is one. */
function scatteredPieces(letters: string, text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (let done = 0; done < letters.length;) {
    const start = text.indexOf(letters[done]!, from);
    const length = commonLength(letters, done, text, start);
    pieces.push({ start, length });
    done += length;
    from = start + length;
  }
  return pieces;
}

function commonLength(letters: string, done: number, text: string, from: number): number {
  let length = 0;
  while (done + length < letters.length && letters[done + length] === text[from + length]) length++;
  return length;
}

/** Every Chinese character is a word; so is a number without its leading zeros (`965` in `000965`). */
function isWordStart(text: string, index: number): boolean {
  const kind = kindAt(text, index);
  const before = kindAt(text, index - 1);
  if (kind !== 'digit') return kind === 'han' || (kind === 'letter' && before !== 'letter');
  let start = index;
  while (text[start - 1] === '0') start--;
  return kindAt(text, start - 1) !== 'digit';
}

const HAN = /\p{Script=Han}/u;
const LETTER = /[\p{L}\p{M}]/u;

function kindAt(text: string, index: number): 'digit' | 'letter' | 'han' | 'other' {
  const code = text.charCodeAt(index);
  if (code >= 0x30 && code <= 0x39) return 'digit';
  if (code >= 0x61 && code <= 0x7a) return 'letter';
  // Names are mostly of the letters above, and asking a table of all letters takes ten times as long.
  if (!(code > 0x7f)) return 'other';
  const char = text[index]!;
  if (HAN.test(char)) return 'han';
  return LETTER.test(char) ? 'letter' : 'other';
}
