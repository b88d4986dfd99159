import { findJsonError } from '../problems/findJsonError.ts';
import type { JsonProblemCodes } from '../problems/parseJson.ts';
import { ProblemError } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { JsonRowScanner } from './jsonRowScanner.ts';

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
  batches.end();
}

function decodeText(path: string, decode: () => string): string {
  try {
    return decode();
  } catch (cause) {
    const params = { reason: 'notUtf8' };
    throw new ProblemError({ code: 'file.unreadable', severity: 'error', path, params }, { cause });
  }
}

/** Takes text in pieces and gives out the rows that each completes. */
class RowBatches {
  readonly #path: string;
  readonly #codes: JsonProblemCodes;
  readonly #scanner = new JsonRowScanner();
  /** What came after the last complete row. */
  #rest = '';
  /** Rows given out so far. */
  #count = 0;
  /** Where `#rest` starts. */
  #place: JsonRowScanner['place'];

  constructor(path: string, codes: JsonProblemCodes) {
    this.#path = path;
    this.#codes = codes;
    this.#place = this.#scanner.place;
  }

  push(text: string): JsonRow[] {
    if (!this.#isStarted) this.#refuseOther(`${this.#rest}${text}`);
    const cut = this.#scanner.scan(text) ?? 0;
    const rows = cut === 0 ? [] : this.#parse(this.#rest + text.slice(0, cut));
    this.#rest = cut === 0 ? this.#rest + text : text.slice(cut);
    this.#place = this.#scanner.place;
    if (this.#scanner.isTooDeep) throw this.#mismatch('tooDeep', this.#count);
    if (this.#rest.length > LONGEST_ROW) throw this.#rowTooLarge();
    return rows;
  }

  end(): void {
    // The last `]` is a cut too: what comes after it can only be blank.
    if (!this.#scanner.isClosed || !/^[ \t\n\r]*$/.test(this.#rest)) throw this.#malformed(this.#rest);
  }

  /** Nothing of a file that is no array is worth reading. */
  #refuseOther(start: string): void {
    const [first] = /[^ \t\n\r]/.exec(start) ?? [];
    if (first === undefined || first === '[') return;
    throw /[{"\d\-tfn]/.test(first) ? this.#mismatch('expectList') : this.#malformed(start);
  }

  /** The text from one cut to the next: `[{…},{…}`, `,{…}` or `]`. */
  #parse(text: string): JsonRow[] {
    const opened = this.#opened(text);
    let values: unknown;
    try {
      values = JSON.parse(this.#scanner.isClosed ? opened : `${opened}]`);
    } catch {
      throw this.#malformed(text);
    }
    if (!Array.isArray(values)) throw this.#mismatch('expectList');
    const rows: JsonRow[] = this.#isStarted ? values.slice(1) : values;
    const wrong = rows.findIndex(
      (row: unknown) => typeof row !== 'object' || row === null || Array.isArray(row),
    );
    if (wrong !== -1) throw this.#mismatch('expectObject', this.#count + wrong);
    this.#count += rows.length;
    return rows;
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
