import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SimulatedDisk } from '#electron/testing/disk/simulatedDisk.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { editSomething, seededRandom } from '../../e2e/support/editScript.ts';
import { forInputs, LONGEST_MS, report, SEED } from './budget.ts';
import { mutatedBytes, rewritten, type Random } from './mutations.ts';
import { DATA, openWindow, putFrames, through } from './simulatedWindow.ts';

/** Label files that a disk, a person or another program has made something else of. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

async function labelled(random: Random): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(random);
  putFrames(disk);
  const { session } = await openWindow(disk, newId);
  for (let n = 0; n < 12; n += 1) await through(disk, editSomething(session, random));
  await through(disk, session.saveNow());
  await through(disk, session.dispose());
  disk.kill();
  vi.clearAllTimers();
  return disk;
}

test(
  'a label file that cannot be read is never written, and keeps nobody from working on the rest',
  async () => {
    const random = seededRandom(SEED);
    const disk = await labelled(random);
    const files = [...disk.files()].filter(([path]) => isLabels(path));
    expect(files.length).toBeGreaterThan(1);
    let unreadable = 0;
    const inputs = await forInputs({ most: 10_000, sampleMs: 1000 }, async () => {
      for (const [path, text] of files) disk.put(path, random() < 0.6 ? mutated(text, random) : text);
      const before = new Map(files.map(([path]) => [path, Buffer.from(disk.read(path))]));
      const damaged = [...before].filter(([path, bytes]) => !isReadable(path, bytes.toString()));
      await workOn(disk, random);
      unreadable += damaged.length;
      const changed = damaged.filter(([path, bytes]) => !bytes.equals(disk.read(path)));
      expect(changed.map(([path]) => path)).toEqual([]);
      const broken = files.filter(([path]) => !isReadable(path, Buffer.from(disk.read(path)).toString()));
      expect(broken.map(([path]) => path)).toEqual(damaged.map(([path]) => path));
      disk.kill();
      for (const path of disk.files().keys()) if (path.startsWith(`${DATA}/.boxwright/`)) disk.remove(path);
      vi.clearAllTimers();
    });
    report(`label files: ${inputs} times all of them, ${unreadable} unreadable`);
  },
  LONGEST_MS,
);

async function workOn(disk: SimulatedDisk, random: Random): Promise<void> {
  const { session } = await openWindow(disk, newId);
  for (let n = 0; n < 3; n += 1)
    await through(
      disk,
      attempt(() => editSomething(session, random)),
    );
  await through(disk, session.saveNow());
  await through(disk, session.dispose());
}

/** In a frame that cannot be read nothing is drawn, which a script takes for a failure. */
async function attempt(edit: () => Promise<void>): Promise<void> {
  try {
    await edit();
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'nothing was drawn') throw error;
  }
}

const isLabels = (path: string) => path.endsWith(SIDECAR_ENDING) || path === `${DATA}/${TRACKS_NAME}`;

function mutated(text: string, random: Random): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (random() < 0.5) return mutatedBytes(bytes, random);
  return new TextEncoder().encode(JSON.stringify(rewritten(JSON.parse(text), random)));
}

function isReadable(path: string, text: string): boolean {
  try {
    if (path.endsWith(SIDECAR_ENDING)) parseSidecar(text, path);
    else parseTracksFile(text, path);
    return true;
  } catch {
    return false;
  }
}
