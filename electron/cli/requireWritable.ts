import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { systemErrorCode } from '#shared/host/failure.ts';

/**
 * Can a report be written there, and only there? Found out before the work, which may take an hour, and not after it. Makes
 * the file's folder.
 *
 * @param path absolute; what is there already must be a file
 * @throws Error that names it
 */
export async function requireWritable(path: string): Promise<void> {
  const folder = dirname(path);
  const place = join(folder, `.${randomUUID()}.boxwright-tmp`);
  try {
    const present = await nodeFileSystem.stat(path).catch(() => undefined);
    if (present !== undefined && present.kind !== 'file') throw new Error('is no file');
    await nodeFileSystem.makeFolder(folder);
    const file = await nodeFileSystem.create(place, undefined);
    await file.close();
    await nodeFileSystem.remove(place);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** For a person: which report, and why. */
export function notWritable(path: string, cause: unknown): Error {
  const reason = systemErrorCode(cause) ?? 'it is no file';
  return new Error(`the report cannot be written (${reason}): ${path}`, { cause });
}
