import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrackId } from '../document/records.ts';
import {
  isPickable,
  isShown,
  PLAIN_TRACK_VIEW,
  withAllShown,
  withHidden,
  withIsolated,
  withLockToggled,
  withShown,
  type TrackView,
} from './trackView.ts';

const [A, B, C] = ['a', 'b', 'c'] as readonly string[] as readonly [TrackId, TrackId, TrackId];

function shownIn(view: TrackView): readonly TrackId[] {
  return [A, B, C].filter((id) => isShown(view, id));
}

const anyIds = fc.subarray([A, B, C]);
const anyView: fc.Arbitrary<TrackView> = fc.record({
  hidden: anyIds.map((ids) => new Set(ids)),
  isolated: fc.option(
    anyIds.map((ids) => new Set(ids)),
    { nil: undefined },
  ),
  locked: anyIds.map((ids) => new Set(ids)),
});

describe('which tracks are shown', () => {
  test('all but the hidden, or the isolated alone', () => {
    expect(shownIn(PLAIN_TRACK_VIEW)).toEqual([A, B, C]);
    expect(shownIn(withHidden(PLAIN_TRACK_VIEW, [B]))).toEqual([A, C]);
    expect(shownIn(withIsolated(PLAIN_TRACK_VIEW, [B]))).toEqual([B]);
  });

  test('what is isolated is shown even if it was hidden, and what is hidden then is not', () => {
    const isolated = withIsolated(withHidden(PLAIN_TRACK_VIEW, [B]), [A, B]);
    expect(shownIn(isolated)).toEqual([A, B]);
    expect(shownIn(withHidden(isolated, [A]))).toEqual([B]);
  });

  test('what is to be shown is, whatever hid it, and nothing else changes', () => {
    fc.assert(
      fc.property(anyView, anyIds, (view, ids) => {
        expect(new Set(shownIn(withShown(view, ids)))).toEqual(new Set([...shownIn(view), ...ids]));
      }),
    );
  });

  test('what is shown already changes nothing', () => {
    const view = withIsolated(PLAIN_TRACK_VIEW, [A]);
    expect(withShown(view, [A])).toBe(view);
  });

  test('all can be shown at any time, and locks stay', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const all = withAllShown(view);
        expect(shownIn(all)).toEqual([A, B, C]);
        expect(all.locked).toBe(view.locked);
      }),
    );
  });
});

describe('locks', () => {
  test('some locked: all are locked; all locked: all are unlocked', () => {
    const one = withLockToggled(PLAIN_TRACK_VIEW, [A]);
    const both = withLockToggled(one, [A, B]);
    expect(both.locked).toEqual(new Set([A, B]));
    expect(withLockToggled(both, [A, B]).locked).toEqual(new Set());
  });

  test('what is locked is shown and cannot be picked', () => {
    const view = withLockToggled(PLAIN_TRACK_VIEW, [A]);
    expect([isShown(view, A), isPickable(view, A), isPickable(view, B)]).toEqual([true, false, true]);
    expect(isPickable(withHidden(view, [B]), B)).toBe(false);
  });
});
