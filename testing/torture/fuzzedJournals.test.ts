import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SimulatedDisk } from '#electron/testing/disk/simulatedDisk.ts';
import { journalEntrySchema, type JournalledEdit } from '#shared/labels/journal/journalEntry.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { editSomething, seededRandom } from '../../e2e/support/editScript.ts';
import { forInputs, LONGEST_MS, report, SEED } from './budget.ts';
import { mutatedBytes, rewritten, type Random } from './mutations.ts';
import { openWindow, putFrames, through, type SimulatedWindow } from './simulatedWindow.ts';

/** Journals that a disk, a person or another program has made something else of, as the host reads them. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

interface Scene {
  readonly disk: SimulatedDisk;
  readonly window: SimulatedWindow;
  /** The folder of the journals, and one of them as a program left it. */
  readonly folder: string;
  readonly written: string;
  readonly recover: () => Promise<{ edits: JournalledEdit[]; problems: Problem[] }>;
}

const HOST = '11111111-1111-4111-8111-111111111111';

/** A window that reads what others left, and a journal of some twenty edits. */
async function setUp(seed: number): Promise<Scene> {
  const disk = new SimulatedDisk(seededRandom(seed));
  putFrames(disk);
  const random = seededRandom(seed);
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const writer = await openWindow(disk, newId);
  for (let n = 0; n < 20; n += 1) await through(disk, editSomething(writer.session, random));
  await through(disk, writer.session.saveNow());
  for (let n = 0; n < 5; n += 1) await through(disk, editSomething(writer.session, random));
  await through(disk, writer.session.dispose());
  const [path = '', written = ''] = [...disk.files()].find(([name]) => name.endsWith('.journal')) ?? [];
  disk.kill();
  vi.clearAllTimers();
  const window = await openWindow(disk, newId);
  const folder = path.slice(0, path.lastIndexOf('/'));
  disk.remove(path);
  const sequenceId = window.session.state.getState().sequence.id;
  const { datasetId, client } = window;
  return {
    disk,
    window,
    folder,
    written,
    recover: () => client.call('journal.recover', { datasetId, sequenceId }),
  };
}

const linesIn = (text: string) => text.split('\n').filter((line) => line !== '');
const isWhole = (line: string) =>
  line[16] === ' ' &&
  line.slice(0, 16) === createHash('sha256').update(line.slice(17)).digest('hex').slice(0, 16);
const idsIn = (lines: readonly string[]) =>
  lines.flatMap((line) => {
    const value = JSON.parse(line.slice(17)) as { type: string; entry?: { id: string } };
    return value.type === 'edit' && value.entry !== undefined ? [value.entry.id] : [];
  });

describe('journals that are not as they were written', () => {
  test(
    'all is read that the checksums prove, and nothing else; what is damaged is named',
    async () => {
      const { disk, folder, written, recover } = await setUp(SEED);
      const random = seededRandom(SEED + 1);
      const known = new Map(
        linesIn(written).flatMap((line) => {
          const { entry } = JSON.parse(line.slice(17)) as { entry?: { id: string; changes: unknown } };
          return entry === undefined ? [] : [[entry.id, JSON.stringify(entry.changes)] as const];
        }),
      );
      const bytes = new TextEncoder().encode(written);
      const path = `${folder}/${HOST}.1.journal`;
      const inputs = await forInputs({ most: 50_000, sampleMs: 1000 }, async () => {
        const mutated = mutatedBytes(bytes, random);
        disk.put(path, mutated);
        const { edits, problems } = await recover();
        for (const { entry } of edits) expect(known.get(entry.id)).toBe(JSON.stringify(entry.changes));
        const lines = Buffer.from(mutated)
          .toString('latin1')
          .split('\n')
          .map((line) => Buffer.from(line, 'latin1').toString('utf8'));
        expect(new Set(edits.map(({ entry }) => entry.id))).toEqual(new Set(idsIn(lines.filter(isWhole))));
        const hasDamage = !lines.slice(0, -1).every(isWhole);
        expect(problems.map(({ code }) => code)).toEqual(hasDamage ? ['journal.damaged'] : []);
      });
      report(`damaged journals: ${inputs}`);
    },
    LONGEST_MS,
  );

  test(
    'what another program wrote with a right checksum is taken for what the schema allows, or for damage',
    async () => {
      const { disk, folder, written, recover } = await setUp(SEED);
      const random = seededRandom(SEED + 2);
      const inputs = await forInputs({ most: 50_000, sampleMs: 1000 }, async () => {
        const lines = linesIn(written).map((line) => hostile(line, random));
        disk.put(`${folder}/${HOST}.1.journal`, lines.join(''));
        const { edits, problems } = await recover();
        for (const { entry } of edits) journalEntrySchema.parse(entry);
        expect(problems.every(({ code }) => code === 'journal.damaged')).toBe(true);
      });
      report(`hostile journals: ${inputs}`);
    },
    LONGEST_MS,
  );

  test('a line that is far too deep or too long is damage like any other', async () => {
    const { disk, folder, written, recover } = await setUp(SEED);
    const whole = linesIn(written).filter(isWhole);
    const nested = (depth: number) =>
      withChecksum(
        (whole[1] ?? '')
          .slice(17)
          .replace('"extra":{}', `"extra":{"x":${'['.repeat(depth)}${']'.repeat(depth)}}`),
      );
    const before = idsIn(whole);
    const hostileLines = [nested(100), nested(20_000), nested(1_000_000), `${'x'.repeat(2 ** 22)}\n`];
    disk.put(`${folder}/${HOST}.1.journal`, written + hostileLines.join('') + written);
    const { edits, problems } = await recover();
    expect(edits.map(({ entry }) => entry.id)).toEqual(before);
    expect(problems).toMatchObject([{ code: 'journal.damaged', params: { count: hostileLines.length } }]);
  });

  test('names that no journal has are passed over, however many there are', async () => {
    const { disk, folder, written, recover } = await setUp(SEED);
    const names = [
      '.journal',
      `${HOST}.journal`,
      `${HOST}.0x1.journal`,
      `${HOST}.1.journal.bak`,
      '-.1.journal',
      '…',
    ];
    for (const name of names) disk.put(`${folder}/${name}`, written);
    disk.put(`${folder}/${HOST}.2.journal/inner`, written);
    expect(await recover()).toMatchObject({ edits: [], problems: [] });
    for (let n = 0; n < 3000; n += 1)
      disk.put(
        `${folder}/${HOST.slice(0, -4)}${String(n).padStart(4, '0')}.1.journal`,
        n === 0 ? written : '',
      );
    const started = performance.now();
    expect((await recover()).edits.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('a damaged journal is kept to the byte once its edits are in another', async () => {
    const { disk, window, folder, written, recover } = await setUp(SEED);
    const random = seededRandom(SEED + 3);
    const bytes = new TextEncoder().encode(written);
    for (let n = 0; n < 20; n += 1) {
      const mutated = mutatedBytes(bytes, random);
      disk.put(`${folder}/${HOST}.1.journal`, mutated);
      const { edits, problems } = await recover();
      // The first line that is written takes over what others left.
      await through(disk, editSomething(window.session, seededRandom(n)));
      await through(disk, new Promise((resolve) => setTimeout(resolve, 100)));
      const kept = [...disk.files().keys()].filter((name) => name.includes('/damaged/'));
      const isKept = kept.some((name) => Buffer.from(disk.read(name)).equals(Buffer.from(mutated)));
      expect(disk.files().has(`${folder}/${HOST}.1.journal`)).toBe(false);
      expect(isKept).toBe(problems.length > 0);
      const after = await recover();
      expect(after.problems).toEqual([]);
      const ids = new Set(after.edits.map(({ entry }) => entry.id));
      expect(edits.every(({ entry }) => ids.has(entry.id))).toBe(true);
    }
  });
});

function withChecksum(json: string): string {
  return `${createHash('sha256').update(json).digest('hex').slice(0, 16)} ${json}\n`;
}

function hostile(line: string, random: Random): string {
  const json = line.slice(17);
  return withChecksum(random() < 0.5 ? json : JSON.stringify(rewritten(JSON.parse(json), random)));
}
