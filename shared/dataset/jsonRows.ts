import { findJsonError } from '../problems/findJsonError.ts';
import type { JsonProblemCodes } from '../problems/parseJson.ts';
import { ProblemError } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { DEEPEST, JsonRowScanner, placeAfter, TEXT_START, type TextPlace } from './jsonRowScanner.ts';

export type JsonRow = Readonly<Record<string, unknown>>;

/** A row that is longer is no row of a table: it would have to be held in memory whole. Characters. */
const LONGEST_ROW = 16 * 1024 * 1024;
/** Some sources hand out a whole file at once. Bytes. */
const PIECE = 64 * 1024;
/** Where an unclosed quote swallows the rest of a file, the fault is near its start. Characters. */
const FAULT_SEARCHED = 64 * 1024;

/**
 * The rows of a JSON file that is one array of objects, in batches, so that a table of gigabytes is never in memory as
 * a whole. The text is cut where a row ends, and `JSON.parse` judges every piece between two cuts: what it would refuse
 * in the whole text is refused here.
 *
 * @param chunks UTF-8, cut anywhere; a byte order mark is allowed
 * @throws ProblemError `codes.malformed` with line and column (also for a file that is cut short), `codes.mismatch`
 *   (`where`, `reason`) for what is no array, a row that is no object, and one longer than 16 MB or nested deeper than
 *   64; `file.unreadable` for another encoding.
 */
export async function* readJsonRows(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  codes: JsonProblemCodes,
): AsyncGenerator<readonly JsonRow[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const batches = new RowBatches(path, codes);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const piece = chunk.subarray(at, at + PIECE);
      const rows = batches.push(decodeText(path, () => decoder.decode(piece, { stream: true })));
      if (rows.length > 0) yield rows;
    }
  }
  batches.push(decodeText(path, () => decoder.decode()));
  yield batches.end();
}

function decodeText(path: string, decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    const params = { reason: 'notUtf8' };
    throw new ProblemError({ code: 'file.unreadable', severity: 'error', path, params }, { cause });
  }
}

/**
 * Takes text in pieces and gives out the rows that each completes. Where rows end is guessed as long as that succeeds, and
 * scanned for from then on.
 */
class RowBatches {
  readonly #path: string;
  readonly #codes: JsonProblemCodes;
  /** Undefined while guesses succeed. */
  #scanner: JsonRowScanner | undefined;
  /** What came after the last complete row. */
  #rest = '';
  /** Rows given out so far. */
  #count = 0;
  /** Where `#rest` starts. */
  #place: TextPlace = TEXT_START;

  constructor(path: string, codes: JsonProblemCodes) {
    this.#path = path;
    this.#codes = codes;
  }

  push(text: string): JsonRow[] {
    if (!this.#isStarted) this.#refuseOther(`${this.#rest}${text}`);
    return this.#scanner === undefined ? this.#guess(this.#rest + text) : this.#scan(this.#scanner, text);
  }

  /** The last rows. */
  end(): JsonRow[] {
    const rows = this.#scanner === undefined ? this.#scanRest() : [];
    // The last `]` is a cut too: what comes after it can only be blank.
    if (this.#scanner?.isClosed !== true || !/^[ \t\n\r]*$/.test(this.#rest))
      throw this.#malformed(this.#rest);
    return rows;
  }

  /**
   * Most tables are flat: the last `},{` of a piece parts two rows, and finding it takes a tenth of the time of looking at
   * every character. It does so exactly when `JSON.parse` takes the text before it for whole rows; a guess that fails
   * costs one parse, once for a file.
   */
  #guess(text: string): JsonRow[] {
    this.#rest = text;
    const cut = lastGap(text);
    if (cut === undefined) return text.length > PIECE ? this.#scanRest() : [];
    const whole = text.slice(0, cut);
    const values = this.#valuesIn(whole, false);
    if (values === undefined || nestsDeeperThan(values, DEEPEST)) return this.#scanRest();
    this.#rest = text.slice(cut);
    this.#place = placeAfter(this.#place, whole);
    return this.#checked(values);
  }

  #scanRest(): JsonRow[] {
    const text = this.#rest;
    this.#rest = '';
    this.#scanner = new JsonRowScanner(this.#isStarted ? 1 : 0, this.#place);
    return this.#scan(this.#scanner, text);
  }

  #scan(scanner: JsonRowScanner, text: string): JsonRow[] {
    const cut = scanner.scan(text) ?? 0;
    const rows = cut === 0 ? [] : this.#parse(this.#rest + text.slice(0, cut), scanner.isClosed);
    this.#rest = cut === 0 ? this.#rest + text : text.slice(cut);
    this.#place = scanner.place;
    if (scanner.isTooDeep) throw this.#mismatch('tooDeep', this.#count);
    if (this.#rest.length > LONGEST_ROW) throw this.#rowTooLarge();
    return rows;
  }

  /** Nothing of a file that is no array is worth reading. */
  #refuseOther(start: string): void {
    const [first] = /[^ \t\n\r]/.exec(start) ?? [];
    if (first === undefined || first === '[') return;
    throw /[{"\d\-tfn]/.test(first) ? this.#mismatch('expectList') : this.#malformed(start);
  }

  #parse(text: string, isClosed: boolean): JsonRow[] {
    const values = this.#valuesIn(text, isClosed);
    if (values === undefined) throw this.#malformed(text);
    return this.#checked(values);
  }

  /** Of the text from one cut to the next: `[{…},{…}`, `,{…}` or `]`; undefined for what is no such text. */
  #valuesIn(text: string, isClosed: boolean): readonly unknown[] | undefined {
    const opened = this.#opened(text);
    try {
      const values: unknown[] = JSON.parse(isClosed ? opened : `${opened}]`);
      return this.#isStarted ? values.slice(1) : values;
    } catch {
      return undefined;
    }
  }

  #checked(values: readonly unknown[]): JsonRow[] {
    const wrong = values.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row));
    if (wrong !== -1) throw this.#mismatch('expectObject', this.#count + wrong);
    this.#count += values.length;
    return values as JsonRow[];
  }

  get #isStarted(): boolean {
    return this.#place.line > 1 || this.#place.column > 1;
  }

  /** Later batches start with the comma after a row, or with the closing bracket: a stand-in for that row makes them JSON. */
  #opened(text: string): string {
    return this.#isStarted ? `[0${text}` : text;
  }

  #malformed(text: string): ProblemError {
    const opened = this.#opened(text);
    const found = findJsonError(opened);
    const { line, column } = this.#place;
    const params = {
      line: line + found.line - 1,
      column: found.line === 1 ? column + found.column - 1 - (opened.length - text.length) : found.column,
    };
    return new ProblemError({ code: this.#codes.malformed, severity: 'error', path: this.#path, params });
  }

  #rowTooLarge(): ProblemError {
    const start = this.#rest.slice(0, FAULT_SEARCHED);
    const opened = this.#opened(start);
    const { line, column } = findJsonError(opened);
    const lines = opened.split('\n');
    // Of a text that is merely cut off, the fault is its end, or the string that was open there.
    const isCutOff = line === lines.length && /^(?:"|$)/.test(lines.at(-1)!.slice(column - 1));
    return isCutOff ? this.#mismatch('rowTooLarge', this.#count) : this.#malformed(start);
  }

  #mismatch(reason: ProblemReason, row?: number): ProblemError {
    const params = { reason, ...(row === undefined ? {} : { where: `[${row}]` }) };
    return new ProblemError({ code: this.#codes.mismatch, severity: 'error', path: this.#path, params });
  }
}

const GAP = /\}[ \t\n\r]*,[ \t\n\r]*\{/y;

/** The index after the bracket of the last `},{`. */
function lastGap(text: string): number | undefined {
  let at = text.length;
  while (at > 0 && (at = text.lastIndexOf('}', at - 1)) !== -1) {
    GAP.lastIndex = at;
    if (GAP.test(text)) return at + 1;
  }
  return undefined;
}

/** The value itself is the first level. */
function nestsDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => nestsDeeperThan(item, levels - 1));
  for (const key in value) {
    if (nestsDeeperThan(value[key as keyof typeof value], levels - 1)) return true;
  }
  return false;
}
