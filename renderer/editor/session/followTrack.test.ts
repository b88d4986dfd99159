import { expect, test } from 'vitest';
import type { TrackId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import { followTrack } from './followTrack.ts';

test('an object is followed from a frame that lacks it to one that has it, where it is selected', async () => {
  const session = await openSession(createWorld());
  const [a, b] = [addCuboid(session, boxAt(5)), addCuboid(session, boxAt(20))];
  const trackOf = (id: typeof a): TrackId => session.document.get(id)!.trackId;
  const [trackA, trackB] = [trackOf(a), trackOf(b)];
  await session.goToFrame(frameIdAt(2));
  expect(session.state.getState()).toMatchObject({ selection: [], followed: trackB });

  await followTrack(session, trackA);
  expect(session.state.getState()).toMatchObject({ selection: [], followed: trackA, frameId: frameIdAt(2) });
  await followTrack(session, trackA, frameIdAt(0));
  expect(session.state.getState()).toMatchObject({ selection: [a], followed: trackA });
  await followTrack(session, trackB);
  expect(session.state.getState()).toMatchObject({ selection: [b], followed: trackB });
  expect([...session.tracks.lives.spans()].map(([, span]) => span)).toEqual([
    { first: 0, last: 0, frames: 1 },
    { first: 0, last: 0, frames: 1 },
  ]);
});
