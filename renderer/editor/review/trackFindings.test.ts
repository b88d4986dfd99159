import { expect, test, vi } from 'vitest';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import { FindingsBoard } from './findingsBoard.ts';
import { TrackFindings } from './trackFindings.ts';

const TRACK = '5e0f9a52-7f0d-4f9e-8b8e-0d9f3b1c2a44' as TrackId;
const [FIRST, SECOND, THIRD] = ['1.pcd', '2.pcd', '3.pcd'] as [FrameId, FrameId, FrameId];

function finding(rule: Finding['rule'], frameId: string, severity: Finding['severity']): CheckedFinding {
  const found: Finding = { rule, severity, frameId, trackId: TRACK.toUpperCase(), params: {}, badness: 1 };
  return { ...found, key: findingKey(found) };
}

test('the frames of a track that need somebody are told with the worst of each, until it is decided', async () => {
  const board = new FindingsBoard();
  const marks = new TrackFindings(board.store);
  const listener = vi.fn();
  marks.subscribe(listener);
  const bad = finding('TRK003', FIRST, 'error');
  board.change({
    set: [
      finding('TRK001', FIRST, 'warning'),
      bad,
      finding('TRK002', SECOND, 'warning'),
      finding('TRK009', THIRD, 'info'),
    ],
    gone: [],
  });
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1));
  expect([...marks.of(TRACK)]).toEqual([
    [FIRST, 'error'],
    [SECOND, 'warning'],
  ]);
  expect(marks.of(TRACK)).toBe(marks.of(TRACK));
  expect(marks.of('other' as TrackId).size).toBe(0);

  board.setFacts(FIRST, {
    standing: 'accepted',
    entries: [],
    objects: new Map(),
    boxes: [],
    doneBy: undefined,
  });
  await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2));
  expect([...marks.of(TRACK)]).toEqual([[SECOND, 'warning']]);
});
