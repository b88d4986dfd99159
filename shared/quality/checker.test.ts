import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '../dataset/defaultOntology.ts';
import { createChecker } from './checker.ts';
import { RULES } from './ruleTable.ts';
import { frameOf, objectOf, trackId, trackOf } from './testing/qualityScenes.ts';

function checker(...numbers: readonly number[]) {
  return createChecker({
    tracks: numbers.map((n) => trackOf(n)),
    ontology: DEFAULT_ONTOLOGY,
    rules: RULES,
  });
}

const LONG = objectOf(1, { size: [12, 1.85, 1.55] });

test('what is wrong is found, and gone when it is put right', () => {
  const one = checker(1);
  one.setFrame(frameOf(0, [LONG]));
  expect(one.findings().map(({ rule, objectId }) => [rule, objectId])).toEqual([['GEO001', LONG.id]]);
  const { set } = one.changes();
  expect(set).toHaveLength(1);
  one.setFrame(frameOf(0, [objectOf(1)]));
  expect(one.findings()).toEqual([]);
  expect(one.changes()).toEqual({ set: [], gone: [set[0]!.key] });
});

test('a waived finding is kept, with its reason', () => {
  const one = checker(1);
  one.setFrame(frameOf(0, [LONG]));
  const [finding] = one.findings();
  const waiver = {
    id: trackId(9),
    kind: 'waiver',
    finding: finding!.key,
    reason: 'it is a stretch limousine',
  };
  one.setFrame(frameOf(0, [LONG], { review: [waiver] }));
  expect(one.findings()).toEqual([{ ...finding, waiver }]);
});

test('a track that goes too fast is found over frames, and no more when the frame is removed', () => {
  const one = checker(1);
  [0, 1, 2].forEach((frame) =>
    one.setFrame(frameOf(frame, [objectOf(1, { frame, centre: [frame === 2 ? 60 : 10, 0, 0.8] })])),
  );
  expect(one.findings().map(({ rule }) => rule)).toContain('TRK003');
  one.removeFrame('frame2');
  expect(one.findings()).toEqual([]);
});
