import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { addCuboid } from '#renderer/editor/testing/addCuboid.ts';
import { createWorld, openSession } from '#renderer/editor/testing/openSession.ts';
import { deferred, settled } from '#renderer/editor/testing/settled.ts';
import { HIDDEN_OWNER, ownColors, OwnedPoints } from './ownedPoints.ts';

const CAR: Cuboid = { centre: [5, 2, 0.75], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] };
/** As a canvas keeps #102030 in memory. */
const COLOR = 0xff302010;

async function open() {
  const session = await openSession(createWorld());
  const asked: (readonly Cuboid[])[] = [];
  let gate: Promise<void> = Promise.resolve();
  const owned = new OwnedPoints({
    session,
    clouds: {
      pointOwners: async (_frameId, cuboids) => {
        asked.push(cuboids);
        await gate;
        return {
          indices: Uint32Array.from(cuboids, (_, i) => 10 * (i + 1)),
          owners: Uint16Array.from(cuboids, (_, i) => i),
        };
      },
    },
    classColor: () => '#102030',
  });
  const hold = (until: Promise<void>): void => {
    gate = until;
  };
  return { session, owned, asked, hold };
}

describe('points in cuboids', () => {
  test('are asked for while it is on, and after each edit', async () => {
    const { session, owned, asked } = await open();
    addCuboid(session, CAR);
    await settled();
    expect(asked).toEqual([]);
    owned.isOn = true;
    await settled();
    const frameId = session.state.getState().frameId!;
    expect(owned.store.getState()).toEqual({
      frameId,
      indices: Uint32Array.of(10),
      colors: Uint32Array.of(COLOR),
    });
    addCuboid(session, { ...CAR, centre: [5, -4, 0.75] });
    await settled();
    expect(owned.store.getState()!.indices).toEqual(Uint32Array.of(10, 20));
    owned.isOn = false;
    expect(owned.store.getState()).toBeUndefined();
  });

  test('of hidden tracks are known as such, and not coloured', async () => {
    const { session, owned } = await open();
    const id = addCuboid(session, CAR);
    owned.isOn = true;
    await settled();
    const { trackId } = session.document.get(id)!;
    const { trackView } = session.state.getState();
    session.setTrackView({ ...trackView, hidden: new Set([trackId]) });
    await settled();
    expect(owned.store.getState()?.colors).toEqual(Uint32Array.of(HIDDEN_OWNER));
  });

  test('are not asked for during a drag', async () => {
    const { session, owned, asked } = await open();
    const id = addCuboid(session, CAR);
    owned.isOn = true;
    await settled();
    const before = asked.length;
    const gesture = session.document.beginGesture('move');
    for (let x = 0; x < 5; x++) {
      gesture.preview((tx) => tx.update(id, { cuboid: { ...CAR, centre: [6 + x, 2, 0.75] } }));
    }
    await settled();
    expect(asked).toHaveLength(before);
    gesture.commit();
    await settled();
    expect(asked).toHaveLength(before + 1);
  });

  test('that an answer is too old for are asked for again, once', async () => {
    const { session, owned, asked, hold } = await open();
    const first = deferred<undefined>();
    hold(first.promise);
    owned.isOn = true;
    await settled();
    addCuboid(session, CAR);
    addCuboid(session, { ...CAR, centre: [5, -4, 0.75] });
    await settled();
    expect(asked).toHaveLength(1);
    first.resolve(undefined);
    await settled();
    expect(asked.map(({ length }) => length)).toEqual([0, 2]);
    expect(owned.store.getState()!.indices).toHaveLength(2);
  });
});

test('what a camera sees of them is found by the index in the cloud', () => {
  const owned = { frameId: '0', indices: Uint32Array.of(2, 5, 9), colors: Uint32Array.of(20, 50, 90) };
  expect([...ownColors(Uint32Array.of(0, 2, 3, 9, 11), owned)]).toEqual([0, 20, 0, 90, 0]);
  expect([...ownColors(Uint32Array.of(), owned)]).toEqual([]);
});
