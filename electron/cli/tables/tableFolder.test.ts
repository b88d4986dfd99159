import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { MARKER, TableFolder } from './tableFolder.ts';

const PART = 'part-0123456789ab-00000';
const OTHER = 'part-ba9876543210-00000';

/** Puts one file into each of the folders, which says where it belongs. */
async function place(out: TableFolder, part: string, ...sequences: readonly string[]): Promise<void> {
  const files = await Promise.all(
    sequences.map(async (sequence, i) => {
      const temporary = `${out.temporaryFor('0')}${part}-${i}`;
      await writeFile(temporary, sequence);
      return { temporary, folder: `objects/sequence=${sequence}/date=2023-11-14` };
    }),
  );
  await out.place(part, files, '{}');
}

/** A folder as on a disk that takes its marker for the same whatever the case: such a disk is rarely at hand. */
async function folderThatTakesCasesForOne(): Promise<string> {
  const folder = await temporaryFolder();
  await (await TableFolder.open(folder)).close();
  await writeFile(join(folder, MARKER.toUpperCase()), await readFile(join(folder, MARKER)));
  return folder;
}

describe('sequences whose ids differ in case', () => {
  test.runIf(process.platform === 'linux')(
    'have folders of their own where the disk tells them apart',
    async () => {
      const folder = await temporaryFolder();
      const out = await TableFolder.open(folder);
      await place(out, PART, 'Drive', 'drive');
      for (const sequence of ['Drive', 'drive']) {
        const path = join(folder, `objects/sequence=${sequence}/date=2023-11-14/${PART}.parquet`);
        expect(await readFile(path, 'utf8')).toBe(sequence);
      }
    },
  );

  test('are refused where it does not, in one part, in two, and after an earlier run', async () => {
    const refused = {
      problem: {
        code: 'name.sameHere',
        path: 'objects/sequence=drive',
        params: { other: 'objects/sequence=Drive' },
      },
    };
    const folder = await folderThatTakesCasesForOne();
    const out = await TableFolder.open(folder);
    await expect(place(out, PART, 'Drive', 'drive')).rejects.toMatchObject(refused);
    await place(out, PART, 'Drive', 'other');
    await expect(place(out, OTHER, 'drive')).rejects.toMatchObject(refused);
    await out.close();
    const again = await TableFolder.open(folder);
    await expect(place(again, PART, 'drive')).rejects.toMatchObject(refused);
    await place(again, PART, 'Drive');
    const path = join(folder, `objects/sequence=Drive/date=2023-11-14/${PART}.parquet`);
    expect(await readFile(path, 'utf8')).toBe('Drive');
  });
});
