import { expect, test } from 'vitest';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { AgreementFacts } from '#renderer/editor/review/findingsBoard.ts';
import { agreementBars } from './agreementBars.ts';

function agreement(iou: number, changes: Partial<AgreementFacts> = {}): AgreementFacts {
  return { class: 'car', camera: 'front', iou, verdict: 'agrees', ...changes };
}

test('how well 2D boxes agree is told by class and by camera, the worst first', () => {
  const agreements = new Map<FrameId, readonly AgreementFacts[]>([
    ['a' as FrameId, [agreement(0.95), agreement(0.91), agreement(0.42, { class: 'rider', camera: 'left' })]],
    ['b' as FrameId, [agreement(1, { verdict: 'position' })]],
  ]);
  const bars = agreementBars({ agreements });
  expect(bars.class.map(({ scope, compared }) => [scope.value, compared])).toEqual([
    ['rider', 1],
    ['car', 3],
  ]);
  expect(bars.camera.map(({ scope }) => scope.value)).toEqual(['left', 'front']);
  const [rider, car] = bars.class;
  expect(rider!.histogram).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(car!.histogram[9]).toBe(3);
  expect(car!.disagreeing).toBe(1);
  expect(car!.medianIou).toBeCloseTo(0.95, 2);
});

test('where nothing was compared there are none, and what is no number counts for nothing', () => {
  expect(agreementBars({ agreements: new Map() })).toEqual({ class: [], camera: [] });
  const agreements = new Map([['a' as FrameId, [agreement(Number.NaN)]]]);
  expect(agreementBars({ agreements })).toEqual({ class: [], camera: [] });
});
