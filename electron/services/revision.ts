import { createHash } from 'node:crypto';

/** A file's revision: SHA-256 of its bytes, 64 hex digits. */
export function revisionOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
