import { unreadableFile } from './readProblems.ts';

/** The text of a UTF-8 file, byte order mark included. @throws ProblemError `file.unreadable` for any other encoding. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadableFile(path, 'notUtf8', cause);
  }
}
