import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flawedDrive } from '../../testing/agreement/flawedDrive.ts';

const DRIVE = fileURLToPath(new URL('../../samples/drive', import.meta.url));

interface Manifest {
  readonly sequences: readonly { readonly frames: readonly unknown[] }[];
}

/**
 * A copy of the sample drive whose frames are sequences of two, the first three with labels that have mistakes in them.
 *
 * @returns the ids of the sequences
 */
export async function manySequences(folder: string): Promise<readonly string[]> {
  await cp(DRIVE, folder, { recursive: true });
  await flawedDrive(folder);
  const manifest = JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')) as Manifest;
  const [whole] = manifest.sequences;
  const ids = Array.from({ length: whole!.frames.length / 2 }, (_, i) => `drive-${i}`);
  const sequences = ids.map((id, i) =>
    Object.assign({}, whole, { id, name: id, folder: id, frames: whole!.frames.slice(2 * i, 2 * i + 2) }),
  );
  await writeFile(join(folder, 'dataset.json'), JSON.stringify({ ...manifest, sequences }));
  for (const id of ids) {
    await mkdir(join(folder, id));
    await cp(join(folder, 'tracks.json'), join(folder, id, 'tracks.json'));
  }
  await rm(join(folder, 'tracks.json'));
  return ids;
}
