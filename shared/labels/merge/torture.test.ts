import { expect, test } from 'vitest';
import { mergeSidecars } from './mergeSidecars.ts';
import { mergeTracksFiles } from './mergeTracksFiles.ts';
import { findLost } from './testing/findLost.ts';
import { Random, randomEdit, startingLabels, type Labels } from './testing/randomEdits.ts';

/** `BOXWRIGHT_TORTURE` asks for a long run: a number of operations, or anything for a million. */
const ASKED = process.env['BOXWRIGHT_TORTURE'];
const OPERATIONS = ASKED === undefined ? 10_000 : Number(ASKED) > 1 ? Number(ASKED) : 1_000_000;
/** A run in the test command ends by then, on however slow a machine, and says how far it came. */
const MOST_MS = ASKED === undefined ? 8_000 : Infinity;
const SEED = Number(process.env['BOXWRIGHT_TORTURE_SEED'] ?? 1);

interface Writer {
  readonly name: string;
  /** What was shared when it last looked. */
  base: Labels;
  mine: Labels;
}

/** Two to four people work on the same files, each on their own copy, and bring them together now and then. */
function torture(random: Random, operations: number, endsAt: number) {
  const done = { operations: 0, edits: 0, merges: 0, conflicts: 0 };
  while (done.operations < operations && performance.now() < endsAt) {
    let shared = startingLabels(4 + random.below(8));
    const names = ['ann', 'bob', 'cid', 'dan'].slice(0, 2 + random.below(3));
    const writers = names.map((name): Writer => ({ name, base: shared, mine: shared }));
    const rounds = Math.min(200, operations - done.operations);
    for (let i = 0; i < rounds; i++, done.operations++) {
      const writer = random.of(writers);
      if (random.below(6) > 0) {
        writer.mine = randomEdit(writer.mine, random, writer.name, done.operations);
        done.edits += 1;
        continue;
      }
      const { base, mine } = writer;
      const prefer = random.of(['ours', 'theirs'] as const);
      const sidecar = mergeSidecars(base.sidecar, mine.sidecar, shared.sidecar, { prefer });
      const tracks = mergeTracksFiles(base.tracks, mine.tracks, shared.tracks, { prefer });
      const merged = { sidecar: sidecar.merged, tracks: tracks.merged };
      const conflicts = [...sidecar.conflicts, ...tracks.conflicts];
      const lost = findLost({ base, ours: mine, theirs: shared }, merged, conflicts);
      if (lost.length > 0)
        throw new Error(`operation ${done.operations}, ${writer.name}: ${lost.join('; ')}`);
      shared = merged;
      writer.base = merged;
      writer.mine = merged;
      done.merges += 1;
      done.conflicts += conflicts.length;
    }
  }
  return done;
}

test('of many edits by two to four people none is lost', { timeout: 24 * 3600_000 }, () => {
  const started = performance.now();
  const done = torture(new Random(SEED), OPERATIONS, started + MOST_MS);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.info(
    `merging: ${done.operations} operations (${done.edits} edits, ${done.merges} merges, ${done.conflicts} conflicts) in ${seconds} s, nothing lost`,
  );
  expect(done.merges).toBeGreaterThan(10);
  expect(done.conflicts).toBeGreaterThan(0);
});
