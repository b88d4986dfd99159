import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serialiseSidecar, serialiseTracksFile } from '../frameSidecar.ts';
import { parseSidecar } from '../parseSidecar.ts';
import { parseTracksFile } from '../parseTracksFile.ts';
import type { ConflictIn } from './mergeRecords.ts';
import { mergeSidecars } from './mergeSidecars.ts';
import { mergeTracksFiles } from './mergeTracksFiles.ts';
import { findLost } from './testing/findLost.ts';
import { Random, randomEdit, startingLabels, type Labels } from './testing/randomEdits.ts';
import type { Side } from './threeWay.ts';

function edited(labels: Labels, seed: number, count: number, author: string): Labels {
  const random = new Random(seed);
  let now = labels;
  for (let i = 0; i < count; i++) now = randomEdit(now, random, author, random.below(1000));
  return now;
}

function merge(base: Labels | undefined, ours: Labels, theirs: Labels, prefer: Side = 'ours') {
  const sidecar = mergeSidecars(base?.sidecar, ours.sidecar, theirs.sidecar, { prefer });
  const tracks = mergeTracksFiles(base?.tracks, ours.tracks, theirs.tracks, { prefer });
  const conflicts: readonly ConflictIn<string, unknown>[] = [...sidecar.conflicts, ...tracks.conflicts];
  return { merged: { sidecar: sidecar.merged, tracks: tracks.merged }, conflicts };
}

function text({ sidecar, tracks }: Labels): string {
  return serialiseSidecar(sidecar) + serialiseTracksFile(tracks);
}

// Larger runs are what the torture is for.
fc.configureGlobal({ numRuns: 60 });

const seeds = fc.record({ a: fc.nat(), b: fc.nat(), c: fc.nat(), edits: fc.integer({ min: 0, max: 30 }) });

function versionsOf({ a, b, c, edits }: { a: number; b: number; c: number; edits: number }) {
  const base = edited(startingLabels(), c, 8, 'before');
  return { base, ours: edited(base, a, edits, 'ann'), theirs: edited(base, b, edits, 'bob') };
}

describe('merging label files', () => {
  test('one person’s changes alone are taken whole, and the same from both once', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { base, ours } = versionsOf(seed);
        for (const result of [merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)]) {
          expect(text(result.merged)).toBe(text(ours));
          expect(result.conflicts).toEqual([]);
        }
        expect(text(merge(undefined, ours, ours).merged)).toBe(text(ours));
      }),
    );
  });

  test('every edit of each is in the result or in a conflict', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom<Side>('ours', 'theirs'), (seed, prefer) => {
        const { base, ours, theirs } = versionsOf(seed);
        const { merged, conflicts } = merge(base, ours, theirs, prefer);
        expect(findLost({ base, ours, theirs }, merged, conflicts)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('and what is lost would be noticed', () => {
    const { base, ours, theirs } = versionsOf({ a: 1, b: 2, c: 3, edits: 20 });
    expect(findLost({ base, ours, theirs }, ours, [])).not.toEqual([]);
    expect(findLost({ base, ours, theirs }, base, [])).not.toEqual([]);
  });

  test('the result can be read, and reads as it was written', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { base, ours, theirs } = versionsOf(seed);
        const { merged } = merge(base, ours, theirs);
        const sidecar = serialiseSidecar(merged.sidecar);
        const tracks = serialiseTracksFile(merged.tracks);
        expect(serialiseSidecar(parseSidecar(sidecar, ''))).toBe(sidecar);
        expect(serialiseTracksFile(parseTracksFile(tracks, ''))).toBe(tracks);
      }),
    );
  });

  test('whoever merges gets the same', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { base, ours, theirs } = versionsOf(seed);
        const here = merge(base, ours, theirs, 'ours');
        const there = merge(base, theirs, ours, 'theirs');
        expect(text(there.merged)).toBe(text(here.merged));
        const swapped = there.conflicts.map(({ ours: mine, theirs: other, ...conflict }) => {
          return Object.assign(conflict, { ours: other, theirs: mine });
        });
        expect(swapped).toEqual(here.conflicts);
      }),
    );
  });

  test('what has been merged has nothing to merge any more', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { base, ours, theirs } = versionsOf(seed);
        const { merged, conflicts } = merge(base, ours, theirs);
        expect(text(merge(theirs, merged, theirs).merged)).toBe(text(merged));
        const again = merge(base, merged, theirs);
        // What is in conflict is so until somebody says that it is not.
        expect(again.conflicts).toHaveLength(conflicts.length);
        expect(text(again.merged)).toBe(text(merged));
      }),
    );
  });

  test('in which order three people come together makes no difference while they agree', () => {
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, other) => {
        const { base, ours, theirs } = versionsOf(seed);
        const third = edited(base, other, 10, 'cid');
        const first = merge(base, ours, theirs);
        const one = merge(base, first.merged, third);
        const second = merge(base, theirs, third);
        const two = merge(base, ours, second.merged);
        const all = [first, one, second, two].flatMap(({ conflicts }) => conflicts);
        fc.pre(all.length === 0);
        expect(withoutNumbers(two.merged)).toBe(withoutNumbers(one.merged));
      }),
      { numRuns: 60 },
    );
  });
});

/** Which of two new tracks keeps a number that both were given depends on who meets first. */
function withoutNumbers({ sidecar, tracks }: Labels): string {
  const unnumbered = tracks.tracks.map((track) => ({ ...track, number: 1 }));
  return text({ sidecar, tracks: { ...tracks, tracks: unnumbered } });
}
