import { ProblemError } from '#shared/problems/problem.ts';
import { textPosition } from '#shared/problems/textPosition.ts';
import { unreadableFile } from './readProblems.ts';

/** The text of a UTF-8 file, byte order mark included. @throws ProblemError `file.unreadable` for any other encoding. */
export function decodeText(bytes: Uint8Array, path: string): string {
  if (isUtf16(bytes)) throw unreadableFile(path, 'utf16');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const params = { reason: 'notUtf8', ...firstWrongPlace(bytes) };
    throw new ProblemError({ code: 'file.unreadable', severity: 'error', path, params }, { cause });
  }
}

/** By its byte order mark, or by the empty halves of its first two characters: UTF-8 would take these for text. */
function isUtf16([first, second, third, fourth]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0 && third === 0) || (second === 0 && fourth === 0);
}

function firstWrongPlace(bytes: Uint8Array): { line: number; column: number } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return textPosition(text, text.indexOf('\uFFFD'));
}
