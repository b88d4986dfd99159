import { PcdError } from './types.ts';

/** Longest header accepted; longer ones are some other kind of file. */
export const MAX_HEADER_BYTES = 2 ** 20;

export const NEWLINE = 10;
const DATA = [68, 65, 84, 65] as const;

/** Where a search for the end of the header stands: the offset behind DATA's newline, or where to go on from. */
export type HeaderSearch = { readonly end: number } | { readonly end: undefined; readonly resumeAt: number };

/**
 * Looks for the DATA line in the bytes of a file that have arrived so far, starting with the line at `from`.
 * `isComplete` tells that no more bytes will come, so that a DATA line may end without a newline.
 */
export function findHeaderEnd(bytes: Uint8Array, from = 0, isComplete = false): HeaderSearch {
  let lineStart = from;
  while (lineStart < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, lineStart);
    if (newline < 0) {
      if (isComplete && isDataLine(bytes, lineStart, bytes.length)) return { end: bytes.length };
      break;
    }
    if (isDataLine(bytes, lineStart, newline)) return { end: newline + 1 };
    lineStart = newline + 1;
  }
  return { end: undefined, resumeAt: lineStart };
}

function isDataLine(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at]! <= 32) at++;
  if (at + DATA.length > end) return false;
  // Clearing bit 5 makes ASCII letters upper case.
  if (DATA.some((letter, index) => (bytes[at + index]! & ~32) !== letter)) return false;
  return at + DATA.length === end || bytes[at + DATA.length]! <= 32;
}

/** The error for bytes in which no DATA line was found. */
export function noDataLine(bytes: Uint8Array): PcdError {
  if (bytes.length === 0) return new PcdError('header', 'The file is empty', { reason: 'empty' }, 0);
  const message = 'No DATA line: not a PCD file, or one cut off in its header';
  return new PcdError('header', message, { reason: 'no-data-line' }, bytes.length);
}
