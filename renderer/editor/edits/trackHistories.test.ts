import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';

const FRAMES = 9;
const SEQUENCE = longSequence(FRAMES);

type Act =
  | 'create'
  | 'add'
  | 'move'
  | 'delete'
  | 'interpolate'
  | 'interpolateAll'
  | 'keyframe'
  | 'confirm'
  | 'split'
  | 'merge'
  | 'swap'
  | 'trimAfter'
  | 'trimBefore'
  | 'remove'
  | 'size'
  | 'static'
  | 'propagate'
  | 'done'
  | 'class'
  | 'undo'
  | 'redo';

interface Step {
  readonly act: Act;
  readonly frame: number;
  /** Picks among what is there. */
  readonly which: number;
  readonly other: number;
}

const acts = fc.constantFrom<Act>(
  'create',
  'create',
  'add',
  'add',
  'add',
  'move',
  'move',
  'delete',
  'interpolate',
  'interpolate',
  'interpolateAll',
  'keyframe',
  'confirm',
  'split',
  'merge',
  'swap',
  'trimAfter',
  'trimBefore',
  'remove',
  'size',
  'static',
  'propagate',
  'done',
  'class',
  'undo',
  'undo',
  'redo',
);
const step: fc.Arbitrary<Step> = fc.record({
  act: acts,
  frame: fc.nat({ max: FRAMES - 1 }),
  which: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
});

async function act(session: EditorSession, { act: what, frame, which, other }: Step): Promise<void> {
  const { document, tracks, commands } = session;
  await session.goToFrame(SEQUENCE.frames[frame]!.id as FrameId);
  const { frameId } = session.state.getState();
  const here = document.cuboidsIn(frameId!);
  const record = here[which % Math.max(1, here.length)];
  const all = document.tracks();
  const track = all[which % Math.max(1, all.length)]?.id;
  const second = all[other % Math.max(1, all.length)]?.id;
  if (what === 'undo' || what === 'redo') return session[what]();
  if (what === 'create') return createAt(session, which + other / 8);
  if (what === 'done') {
    commands.run(other % 2 === 0 ? 'frame.done' : 'frame.notDone');
    return session.goToFrame(frameId!);
  }
  if (what === 'merge' && track !== undefined && second !== undefined && track !== second)
    return tracks.edits.merge(track, second);
  if (what === 'swap' && track !== undefined && second !== undefined && track !== second)
    return tracks.edits.swap(track, second, frame);
  if (what === 'add' && track !== undefined && here.every(({ trackId }) => trackId !== track))
    return void (await tracks.propagation.place(track, frame));
  if (record === undefined) return undefined;
  const { id, trackId } = record;
  session.select([id]);
  switch (what) {
    case 'move':
      return session.editCuboids([id], ({ centre: [x, y, z] }) => ({ centre: [x + 0.25, y + other / 4, z] }));
    case 'delete':
      return session.deleteCuboids([id]);
    case 'class':
      return session.setClass([id], other % 2 === 0 ? 'car' : 'pedestrian');
    case 'interpolate':
      return tracks.edits.interpolate(trackId, frame, 'gap');
    case 'interpolateAll':
      return tracks.edits.interpolate(trackId, frame, 'life');
    case 'keyframe':
      return tracks.edits.toggleKeyframe(id);
    case 'confirm':
      return tracks.edits.setConfirmed([id], record.status === 'draft');
    case 'split':
      return tracks.edits.split(trackId, frame);
    case 'trimAfter':
      return tracks.edits.trim(trackId, frame, 'after');
    case 'trimBefore':
      return tracks.edits.trim(trackId, frame, 'before');
    case 'remove':
      return tracks.edits.remove(trackId);
    case 'size':
      return other % 3 === 0 ? tracks.edits.freeSize(trackId) : tracks.edits.setSize(id);
    case 'static':
      return tracks.edits.setStatic(id, other % 3 !== 0);
    case 'propagate':
      await tracks.propagation.start(id, { direction: other % 2 === 0 ? 1 : -1, frames: 3 });
      return undefined;
    default:
      return undefined;
  }
}

/** As a person draws one, but for the pointer. */
function createAt(session: EditorSession, x: number): void {
  const { document } = session;
  const { frameId } = session.state.getState();
  if (frameId === undefined) return;
  const number = Math.max(0, ...document.tracks().map((track) => track.number)) + 1;
  const trackId = `10000000-0000-4000-8000-${String(number).padStart(12, '0')}` as TrackId;
  if (document.get(trackId) !== undefined) return;
  document.transact('create', (tx) => {
    tx.create({ type: 'track', id: trackId, number, class: 'car', attributes: {}, extra: {} });
    tx.create({
      type: 'cuboid',
      id: objectIdOf(trackId, frameId) as CuboidId,
      frameId,
      trackId,
      cuboid: { centre: [x, 3, 0.8], size: [4.5, 1.8, 1.6], rotation: fromYaw(0) },
      attributes: {},
      provenance: { source: 'manual', keyframe: true },
      status: 'draft',
      extra: {},
    });
  });
}

/** What must hold whatever was done. */
function check(session: EditorSession): void {
  const { document, tracks } = session;
  const numbers = document.tracks().map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  const used = new Map<TrackId, number[]>();
  SEQUENCE.frames.forEach(({ id }, index) => {
    const here = document.cuboidsIn(id as FrameId);
    expect(new Set(here.map(({ trackId }) => trackId)).size).toBe(here.length);
    for (const record of here) {
      expect(document.get(record.trackId)).toBeDefined();
      expect(record.id).toBe(objectIdOf(record.trackId, record.frameId));
      used.set(record.trackId, [...(used.get(record.trackId) ?? []), index]);
    }
  });
  for (const { id, isStatic } of document.tracks()) {
    const life = tracks.lives.of(id);
    expect(life.map(({ index }) => index)).toEqual(used.get(id));
    const anchors = life.filter(isAnchor).map(({ index }) => index);
    for (const { index, ...seen } of life) {
      if (isAnchor(seen) || isStatic === true) continue;
      expect(index > Math.min(...anchors) && index < Math.max(...anchors)).toBe(true);
    }
  }
}

/** The label files, by path. */
async function filesOf(session: EditorSession, { host }: World): Promise<ReadonlyMap<string, string>> {
  await session.saveNow();
  return new Map(host.files);
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}

async function openWorld(): Promise<{ world: World; session: EditorSession }> {
  const world = { ...createWorld(), host: new FakeHost(SEQUENCE) };
  const session = await openSession(world, { sequence: SEQUENCE, dataset: longDataset(SEQUENCE) });
  return { world, session };
}

describe('objects through time', () => {
  test(
    'DOC-4, HIS-1: 10,000 random deeds keep the rules; undone, every file is as it was',
    { timeout: 240_000 },
    async () => {
      let deeds = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
          const { world, session } = await openWorld();
          // Every frame in memory and on disk, so that what is undone has a file to be compared with.
          for (const { id } of SEQUENCE.frames) {
            await session.goToFrame(id as FrameId);
            session.commands.run('frame.done');
          }
          createAt(session, 0);
          await session.saveNow();
          await session.undo();
          const initial = await filesOf(session, world);
          const { history } = session.document;
          const start = history.entries.length;
          for (const next of steps) {
            if (next.act === 'undo' && history.entries.length <= start) continue;
            await act(session, next);
            check(session);
            deeds++;
          }
          const final = await filesOf(session, world);
          const count = history.entries.length - start;
          while (history.entries.length > start) await session.undo();
          expect(differing(initial, await filesOf(session, world))).toEqual([]);
          for (let i = 0; i < count; i++) await session.redo();
          expect(differing(final, await filesOf(session, world))).toEqual([]);
          await session.dispose();
        }),
        { numRuns: 340 },
      );
      expect(deeds).toBeGreaterThan(9000);
    },
  );
});
