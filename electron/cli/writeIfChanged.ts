import { dirname } from 'node:path';
import { writeAtomically } from '#electron/services/atomicWrite.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { systemErrorCode } from '#shared/host/failure.ts';

/** Writes a text whole or not at all, through a link and with the permissions that the file has; makes its folder. */
export async function writeIfChanged(path: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const present = await presentFile(path);
  if (present !== undefined && Buffer.from(present.bytes).equals(bytes)) return;
  if (present === undefined) await nodeFileSystem.makeFolder(dirname(path));
  await writeAtomically(nodeFileSystem, present?.path ?? path, bytes, { mode: present?.mode });
}

async function presentFile(path: string) {
  try {
    const real = await nodeFileSystem.realPath(path);
    const { mode } = await nodeFileSystem.stat(real);
    return { path: real, mode, bytes: await nodeFileSystem.readFile(real) };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
