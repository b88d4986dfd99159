import { beforeEach, describe, expect, test } from 'vitest';
import type { FitFound } from '#shared/pointcloud/fit/fitAt.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { found } from '../testing/fakeWorld.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { frameIdAt } from '../testing/smallDataset.ts';
import type { EditorSession } from './editorSession.ts';

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

/** Cars at these places, the first the surest. */
async function propose(...places: Vec3[]): Promise<void> {
  world.queries.standing = places;
  world.queries.place = (request) =>
    Promise.resolve({ ...found(request), confidence: 0.95 - places.indexOf(request.at) / 10 } as FitFound);
  session.commands.run('proposal.next');
  await settled();
}

function left(): readonly (number | undefined)[] {
  const state = session.proposals.store.getState();
  return state.kind === 'found' ? state.proposals.map(({ cuboid }) => cuboid.centre[0]) : [];
}

function labelled(): readonly (number | undefined)[] {
  return session.document.cuboidsIn(frameIdAt(0)).map(({ cuboid }) => cuboid.centre[0]);
}

describe('proposals', () => {
  test('are looked at one by one, and saved only where they are accepted', async () => {
    await propose([10, 0, 0], [20, 0, 0], [30, 0, 0]);
    expect([left(), labelled()]).toEqual([[10, 20, 30], []]);
    session.commands.run('proposal.next');
    expect(session.proposals.current?.cuboid.centre[0]).toBe(20);
    session.commands.run('proposal.accept');
    expect([left(), labelled()]).toEqual([[10, 30], [20]]);
    expect(session.proposals.current?.cuboid.centre[0]).toBe(30);
    session.commands.run('proposal.reject');
    expect(session.proposals.current?.cuboid.centre[0]).toBe(10);
    session.commands.run('proposal.accept');
    expect(session.proposals.store.getState()).toEqual({ kind: 'none' });
    expect(labelled()).toEqual([20, 10]);
    const [record] = session.document.cuboidsIn(frameIdAt(0));
    expect(record!.provenance).toMatchObject({ source: 'fitted', method: 'proposal' });
    // With nothing to say yes to, its key is about the frame again.
    expect(session.commands.run('proposal.accept')).toBe(false);
  });

  test('are of nothing that is labelled, and of nothing twice', async () => {
    await propose([10, 0, 0]);
    session.commands.run('proposal.accept');
    await propose([10.2, 0, 0], [20, 0, 0], [20.3, 0.1, 0]);
    expect(left()).toEqual([20]);
  });

  test('an unsure fit is none, and it is said that there is none', async () => {
    world.queries.standing = [[10, 0, 0]];
    world.queries.place = (request) => Promise.resolve({ ...found(request), confidence: 0.5 });
    session.commands.run('proposal.next');
    await settled();
    expect(left()).toEqual([]);
    expect(session.state.getState().prompt).toEqual({ kind: 'no-proposals', className: 'car' });
  });

  test('of every class: cars before people, and nothing that one of them holds twice', async () => {
    world.queries.standing = [
      [10, 0, 0],
      [40, 0, 0],
    ];
    world.queries.place = (request) =>
      Promise.resolve(
        request.prior.name === 'car' && request.at[0] > 30
          ? { cuboid: undefined, reason: 'nothing-there', points: 0 }
          : { ...found(request), confidence: 0.7 },
      );
    session.commands.run('proposal.everyClass');
    for (let i = 0; i < 6; i++) await settled();
    const state = session.proposals.store.getState();
    const names = state.kind === 'found' ? state.proposals.map(({ className }) => className) : [];
    expect([left(), names]).toEqual([
      [10, 40],
      ['car', 'pedestrian'],
    ]);
    session.commands.run('proposal.next');
    session.commands.run('proposal.accept');
    const [record] = session.document.cuboidsIn(frameIdAt(0));
    expect(session.document.get(record!.trackId)?.class).toBe('pedestrian');
  });

  test('go with their frame, and with Escape', async () => {
    await propose([10, 0, 0]);
    await session.stepFrame(1);
    expect(session.proposals.store.getState().kind).toBe('none');
    await propose([10, 0, 0]);
    session.commands.run('edit.cancel');
    expect(session.proposals.store.getState().kind).toBe('none');
    expect(session.document.cuboidsIn(frameIdAt(1))).toEqual([]);
  });

  test('a search that was ended shows nothing', async () => {
    world.queries.standing = [[10, 0, 0]];
    session.commands.run('proposal.next');
    expect(session.proposals.store.getState().kind).toBe('searching');
    session.commands.run('edit.cancel');
    await settled();
    expect(session.proposals.store.getState().kind).toBe('none');
    expect(session.state.getState().prompt).toBeUndefined();
  });
});
