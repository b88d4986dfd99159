import { expect, test } from 'vitest';
import type { Finding } from '#shared/quality/finding.ts';
import { findingKey } from '#shared/quality/finding.ts';
import { groupFindings, type ListedFinding } from './findingGroups.ts';
import { drawSample, sampleProgress } from './sample.ts';
import { verdictIdOf } from '#shared/labels/review.ts';
import type { FrameId } from '../document/records.ts';
import type { FrameFactsOf } from './findingsBoard.ts';

function listed(finding: Partial<Finding>): ListedFinding {
  const whole = {
    rule: 'GEO001',
    severity: 'warning',
    frameId: 'f',
    params: {},
    badness: 1,
    ...finding,
  } as const;
  return { key: findingKey(whole), finding: whole, standing: 'open' };
}

test('the worst come first: by severity, then the largest group, and in it the worst', () => {
  const groups = groupFindings(
    [
      listed({ objectId: 'a', badness: 1 }),
      listed({ objectId: 'b', badness: Number.NaN }),
      listed({ objectId: 'c', badness: 3 }),
      listed({ rule: 'AGR001', objectId: 'a', severity: 'error' }),
      listed({ rule: 'REC001', severity: 'info' }),
      listed({ rule: 'TRK001', objectId: 'd' }),
    ],
    'kind',
  );
  expect(groups.map(({ key }) => key)).toEqual(['AGR001', 'GEO001', 'TRK001', 'REC001']);
  expect(groups[1]?.findings.map(({ finding }) => finding.objectId)).toEqual(['c', 'a', 'b']);
  const byCamera = groupFindings([listed({ camera: 'front' }), listed({ objectId: 'x' })], 'camera');
  expect(byCamera.map(({ key }) => key)).toEqual(['', 'front']);
});

test('the sample is the same for everybody, and only what was drawn by chance tells the error rate', () => {
  const frameId = 'f' as FrameId;
  const ids = Array.from({ length: 80 }, (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
  const facts = (entries: FrameFactsOf['entries']): Map<FrameId, FrameFactsOf> =>
    new Map([
      [
        frameId,
        {
          standing: 'labeled',
          entries,
          objects: new Map(
            ids.map((id, i) => [
              id,
              { trackId: id, class: 'car', author: 'Wang', changedAt: undefined, rangeMetres: i },
            ]),
          ),
          boxes: [],
          doneBy: undefined,
        },
      ],
    ]);
  const findings = [listed({ objectId: ids[7]!, severity: 'error' }).finding];
  const sample = drawSample({ findings, frames: facts([]) });
  expect(sample).toEqual(drawSample({ findings, frames: facts([]) }));
  const [risky, random] = [sample.risky, sample.random].map((items) => items.map(({ id }) => id));
  expect([risky?.length, random?.length, [...risky!, ...random!].includes(ids[7]!)]).toEqual([16, 4, true]);
  const judge = (id: string, verdict: 'accepted' | 'rejected') =>
    ({ id: verdictIdOf(frameId, id), kind: 'verdict', object: id, verdict }) as const;
  const [wrong, ...right] = random!;
  const entries = [judge(wrong!, 'rejected'), ...right.map((id) => judge(id, 'accepted'))];
  const progress = sampleProgress(sample, { frames: facts([...entries, judge(risky![0]!, 'rejected')]) });
  expect([progress.done, progress.total, progress.errorRate?.reviewed]).toEqual([5, 20, 4]);
  expect(progress.errorRate?.rate).toBeGreaterThan(0);
});
