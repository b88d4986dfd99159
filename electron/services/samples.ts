import { dirname, join } from 'node:path';
import { HostError } from '#shared/host/hostError.ts';
import type { FileSystem } from './fileSystem.ts';

const SAMPLE_NAME = 'Boxwright sample drive';
const MANIFEST = 'dataset.json';

/** Where the user's copy of the sample drive lies, or would lie. */
export function sampleFolder(dataFolder: string): string {
  return join(dataFolder, SAMPLE_NAME);
}

/**
 * Copies the sample drive into the user's folder, where it can be labelled; the program's own copy is never written.
 * A copy that is there is kept as it is. Answers its path.
 */
export async function prepareSample(
  fileSystem: FileSystem,
  source: string,
  dataFolder: string,
): Promise<string> {
  const target = sampleFolder(dataFolder);
  if (await exists(fileSystem, join(target, MANIFEST))) return target;
  if (!(await exists(fileSystem, join(source, MANIFEST)))) {
    throw new HostError({ code: 'not-found', message: `the sample drive is not in ${source}` });
  }
  await copyTree(fileSystem, source, target);
  // Copied last: the copy counts as complete once its manifest is there.
  await copyAtomically(fileSystem, join(source, MANIFEST), join(target, MANIFEST));
  return target;
}

async function copyTree(fileSystem: FileSystem, source: string, target: string): Promise<void> {
  await fileSystem.makeFolder(target);
  for (const { name, kind } of await fileSystem.readFolder(source)) {
    if (kind === 'folder') await copyTree(fileSystem, join(source, name), join(target, name));
    else if (kind === 'file' && name !== MANIFEST)
      await fileSystem.copyFile(join(source, name), join(target, name));
  }
}

async function copyAtomically(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  const partial = join(dirname(to), `.${MANIFEST}.partial`);
  await fileSystem.copyFile(from, partial);
  await fileSystem.rename(partial, to);
}

async function exists(fileSystem: FileSystem, path: string): Promise<boolean> {
  return fileSystem.stat(path).then(
    () => true,
    () => false,
  );
}
