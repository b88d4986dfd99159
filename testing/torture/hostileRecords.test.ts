import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWorld, openSession, type World } from '#renderer/editor/testing/openSession.ts';
import { frameIdAt } from '#renderer/editor/testing/smallDataset.ts';
import { journalLineSchema, type JournalLine } from '#shared/labels/journal/journalLine.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { parseJson } from '#shared/problems/parseJson.ts';
import { editSomething, seededRandom } from '../../e2e/support/editScript.ts';
import { forInputs, LONGEST_MS, report, SEED } from './budget.ts';
import { rewritten, type Random } from './mutations.ts';

/** Edits that pass for ours, because their checksum is right and the schema allows them, and that nobody made. */

const FRAMES = [0, 1].map(frameIdAt);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The label files and the journal of a few edits, of which the last ones are in no file. */
async function setUp(random: Random): Promise<Pick<World['host'], 'files' | 'journal'>> {
  const world = createWorld();
  const session = await openSession(world);
  await session.tracks.ensure(FRAMES);
  for (let n = 0; n < 8; n += 1) await editSomething(session, random);
  await session.saveNow();
  const files = new Map(world.host.files);
  const journal = [...world.host.journal];
  for (let n = 0; n < 6; n += 1) await editSomething(session, random);
  await session.dispose();
  journal.push(...world.host.journal.slice(journal.length).filter(({ type }) => type === 'edit'));
  return { files, journal: random() < 0.5 ? journal : journal.filter(({ type }) => type === 'edit') };
}

/** As the host reads a line: what no label file may hold is damage. */
function asRead(value: unknown): readonly JournalLine[] {
  try {
    const codes = { malformed: 'journal.damaged', mismatch: 'journal.damaged' } as const;
    const line = journalLineSchema.safeParse(parseJson(JSON.stringify(value), '', codes)).data;
    return line === undefined ? [] : [line];
  } catch {
    return [];
  }
}

function mutated(journal: readonly JournalLine[], random: Random): readonly JournalLine[] {
  const lines = journal.flatMap((line) => (random() < 0.4 ? asRead(rewritten(line, random)) : [line]));
  if (random() < 0.2) lines.splice(Math.floor(random() * lines.length), 1);
  if (random() < 0.2) lines.splice(Math.floor(random() * lines.length), 0, ...lines.slice(-3));
  if (random() < 0.1) lines.reverse();
  return lines;
}

describe('records that nobody made', () => {
  test(
    'never stop the work: it opens, is undone, is saved, and what is saved can be read',
    async () => {
      const random = seededRandom(SEED);
      let left = await setUp(random);
      const inputs = await forInputs({ most: 10_000, sampleMs: 1000 }, async (input) => {
        if (input % 20 === 0) left = await setUp(random);
        const world = createWorld();
        for (const [path, text] of left.files) world.host.files.set(path, text);
        world.host.journal.push(...structuredClone(mutated(left.journal, random)));
        await workWith(world, random);
        vi.clearAllTimers();
      });
      report(`hostile records: ${inputs}`);
      expect(inputs).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );
});

async function workWith(world: World, random: Random): Promise<void> {
  let ids = 0;
  const newId = () => `22222222-2222-4222-8222-${String(++ids).padStart(12, '0')}`;
  const session = await openSession(world, { environment: { newId, now: () => 1_800_000_000_000 } });
  await session.tracks.ensure(FRAMES);
  expect(session.state.getState().save.kind).not.toBe('failed');
  for (let n = 0; n < 4; n += 1) {
    if (random() < 0.3) await session.undo();
    await editSomething(session, random);
  }
  await session.saveNow();
  // What the journal and the files have in ways that do not go together is for the person to decide.
  for (const conflict of session.state.getState().conflicts)
    await session.outsideChanges.choose(conflict, random() < 0.5 ? 'ours' : 'theirs');
  await session.saveNow();
  expect(session.state.getState().save).toMatchObject({ kind: 'clean' });
  for (const [path, text] of world.host.files) {
    if (path === 'tracks.json') parseTracksFile(text, path);
    else parseSidecar(text, path);
  }
  const written = FRAMES.filter((frameId) => world.host.files.has(frameId));
  expect(written.map((frameId) => idsOf(world.host.sidecar(frameId).objects))).toEqual(
    written.map((frameId) => idsOf(session.document.cuboidsIn(frameId))),
  );
  await session.dispose();
}

function idsOf(objects: readonly { readonly id: string }[]): readonly string[] {
  return objects.map(({ id }) => id);
}
