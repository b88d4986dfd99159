import { hash } from 'node:crypto';
import { parseJson } from '#shared/problems/parseJson.ts';
import { journalLineSchema, type JournalLine } from '#shared/labels/journal/journalLine.ts';

const CHECK_DIGITS = 16;
/** What lies in `objects[0]` of a label file lies in `entry.changes[0].after.extra` here. */
const DEEPER_THAN_FILES = 3;
const CODES = { malformed: 'journal.damaged', mismatch: 'journal.damaged' } as const;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const decoder = new TextDecoder();

/** A journal as far as its checksums prove it. */
export interface ReadLines {
  readonly lines: readonly JournalLine[];
  /** The numbers, from 1, of lines that are not what was once written. */
  readonly damaged: readonly number[];
}

/**
 * One line of a journal: the first 16 hex digits of the SHA-256 of its JSON, a space, the JSON, a newline. JSON holds no
 * newline of its own, so reading finds its feet again after any damage.
 */
export function encodeLine(line: JournalLine): string {
  const json = JSON.stringify(line);
  return `${checkOf(json)} ${json}\n`;
}

/**
 * Reads what is whole. A last line without its newline was being written when the program died: nobody was told that it
 * is safe, and it is no damage.
 */
export function decodeLines(bytes: Uint8Array): ReadLines {
  const lines: JournalLine[] = [];
  const damaged: number[] = [];
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    number += 1;
    const line = decodeLine(bytes.subarray(start, end));
    if (line !== undefined) lines.push(line);
    else if (newline !== -1) damaged.push(number);
    start = end + 1;
  }
  return { lines, damaged };
}

function decodeLine(bytes: Uint8Array): JournalLine | undefined {
  if (bytes[CHECK_DIGITS] !== SPACE) return undefined;
  const json = bytes.subarray(CHECK_DIGITS + 1);
  const check = Buffer.from(bytes.buffer, bytes.byteOffset, CHECK_DIGITS).toString('latin1');
  if (checkOf(json) !== check) return undefined;
  try {
    // What no label file may hold would keep one from ever being written again.
    const value = parseJson(decoder.decode(json), '', CODES, { deeper: DEEPER_THAN_FILES });
    return journalLineSchema.safeParse(value).data;
  } catch {
    return undefined;
  }
}

function checkOf(json: Uint8Array | string): string {
  return hash('sha256', json, 'hex').slice(0, CHECK_DIGITS);
}
