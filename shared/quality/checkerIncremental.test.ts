import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '../dataset/defaultOntology.ts';
import { createChecker } from './checker.ts';
import type { QualityFrame } from './qualityFrame.ts';
import { RULES } from './ruleTable.ts';
import { frameOf, objectOf, pointsWith, trackOf } from './testing/qualityScenes.ts';

const tracks = [1, 2, 3, 4].map((n) => trackOf(n));
const points = pointsWith({ count: (cuboids) => cuboids.map(({ centre: [x] }) => (x > 25 ? 0 : 20)) });

function newChecker() {
  return createChecker({ tracks, ontology: DEFAULT_ONTOLOGY, rules: RULES });
}

/** Cars in places and of sizes that many rules have something to say about, and numbers that none can compute with. */
const arbitraryObjects = fc.array(
  fc.record({
    track: fc.integer({ min: 1, max: 5 }),
    x: fc.constantFrom(10, 10.5, 13, 30, 60, Number.NaN),
    y: fc.constantFrom(0, 1, 8),
    length: fc.constantFrom(4.5, 4.6, 6, 30, 0),
    yawRad: fc.constantFrom(0, 0.05, 3),
  }),
  { maxLength: 5 },
);

const arbitraryEdits = fc.array(
  fc.record({ index: fc.integer({ min: 0, max: 5 }), isRemoved: fc.boolean(), objects: arbitraryObjects }),
  { minLength: 1, maxLength: 14 },
);

function frameWith(
  index: number,
  objects: readonly { track: number; x: number; y: number; length: number; yawRad: number }[],
): QualityFrame {
  const all = objects.map(({ track, x, y, length, yawRad }) =>
    objectOf(track, { frame: index, centre: [x, y, 0.8], size: [length, 1.85, 1.55], yawRad }),
  );
  return frameOf(index, all, { points });
}

test('after any edits it has found what it finds in the frames as they are now', () => {
  fc.assert(
    fc.property(arbitraryEdits, (edits) => {
      const edited = newChecker();
      const frames = new Map<string, QualityFrame>();
      const told = new Map<string, unknown>();
      for (const { index, isRemoved, objects } of edits) {
        const frame = frameWith(index, objects);
        if (isRemoved) {
          edited.removeFrame(frame.id);
          frames.delete(frame.id);
        } else {
          edited.setFrame(frame);
          frames.set(frame.id, frame);
        }
        const { set, gone } = edited.changes();
        for (const finding of set) told.set(finding.key, finding);
        for (const key of gone) told.delete(key);
      }
      const anew = newChecker();
      for (const frame of frames.values()) anew.setFrame(frame);
      const findings = anew.findings();
      expect(edited.findings()).toEqual(findings);
      // Whoever follows the changes knows the same.
      expect(new Map(findings.map((finding) => [finding.key, finding]))).toEqual(told);
      expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
    }),
    { numRuns: 40 },
  );
});

test('a change of tracks tells which frames it is about', () => {
  const checker = newChecker();
  const frames = [0, 1, 2].map((frame) =>
    frameOf(frame, [
      objectOf(1, { frame }),
      ...(frame === 1 ? [objectOf(2, { frame, centre: [30, 0, 0.8] })] : []),
    ]),
  );
  for (const frame of frames) checker.setFrame(frame);
  expect(checker.findings()).toEqual([]);
  expect(checker.setTracks(tracks)).toEqual([]);
  const changed = [1, 2, 3, 4].map((n) => (n === 2 ? trackOf(n, { class: 'bus' }) : tracks[n - 1]!));
  expect(checker.setTracks(changed)).toEqual(['frame1']);
  checker.setFrame({ ...frames[1]! });
  expect(checker.findings().map(({ rule }) => rule)).toContain('TRK011');
});
