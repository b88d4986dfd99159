import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { deferred } from '../testing/settled.ts';

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
  | 'moveKeyframe'
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
  | 'refine'
  | 'together'
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
  'moveKeyframe',
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
  'refine',
  'together',
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

const steps = fc.array(step, { minLength: 20, maxLength: 40, size: 'max' });

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
      return tracks.edits.toggleKeyframes([id]);
    case 'moveKeyframe':
      await tracks.edits.moveKeyframe(trackId, { from: frame, to: other % FRAMES });
      return undefined;
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
    case 'refine':
      if (other % 2 === 0) return tracks.refinement.refine([trackId]);
      return tracks.refinement.fitIn(trackId, document.loadedFrames());
    case 'together':
      return editTogether(session, id, other);
    default:
      return undefined;
  }
}

/** Some frames of an object, side by side. */
async function editTogether(session: EditorSession, id: CuboidId, other: number): Promise<void> {
  session.setImageStage({ kind: 'batch' });
  await session.tracks.chosen.extend(other % 2 === 0 ? 1 : -1);
  if (other % 3 === 0)
    session.editCuboids([id], ({ size: [l, w, h] }) => ({ yawRad: 0.1, size: [l, w + 0.1, h] }));
  else session.commands.run(other % 3 === 1 ? 'edit.delete' : 'cuboid.moveLeft');
  session.setImageStage({ kind: 'scene' });
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

/** What must hold whatever was done: each thing that does not, in words. `expect` for each would take most of the time. */
function faultsOf({ document, tracks }: EditorSession): readonly string[] {
  const faults: string[] = [];
  const numbers = document.tracks().map(({ number }) => number);
  if (new Set(numbers).size < numbers.length) faults.push('two tracks have one number');
  const used = new Map<TrackId, number[]>();
  SEQUENCE.frames.forEach(({ id }, index) => {
    const here = document.cuboidsIn(id as FrameId);
    if (new Set(here.map(({ trackId }) => trackId)).size < here.length)
      faults.push(`a track has two cuboids in ${index}`);
    for (const record of here) {
      if (document.get(record.trackId) === undefined) faults.push(`${record.id} has no track`);
      if (record.id !== idOf(record.trackId, record.frameId)) faults.push(`${record.id} has a foreign id`);
      used.set(record.trackId, [...(used.get(record.trackId) ?? []), index]);
    }
  });
  for (const { id, isStatic } of document.tracks()) {
    const life = tracks.lives.of(id);
    if (life.length === 0) faults.push(`nothing is left of ${id}`);
    if (life.map(({ index }) => index).join() !== (used.get(id) ?? []).join())
      faults.push(`the life of ${id} is another`);
    const anchors = life.filter(isAnchor).map(({ index }) => index);
    const isHeld = (index: number): boolean =>
      isStatic === true ? anchors.length > 0 : anchors[0]! < index && index < anchors.at(-1)!;
    for (const seen of life)
      if (!isAnchor(seen) && !isHeld(seen.index))
        faults.push(`${id} is derived from nothing in ${seen.index}`);
  }
  return faults;
}

const ids = new Map<string, string>();

/** Hashing the ids anew after every deed takes longer than the deed. */
function idOf(trackId: TrackId, frameId: FrameId): string {
  const key = `${trackId}/${frameId}`;
  const id = ids.get(key) ?? objectIdOf(trackId, frameId);
  ids.set(key, id);
  return id;
}

interface Bench {
  readonly session: EditorSession;
  /** The label files, by path, once all is written. */
  files(): Promise<ReadonlyMap<string, string>>;
}

function differing(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((path) => a.get(path) !== b.get(path));
}

/** @param isSlow nothing is written before it is asked for: a disk that is slower than the person */
async function openBench(initial: ReadonlyMap<string, string>, isSlow: boolean): Promise<Bench> {
  const host = new FakeHost(SEQUENCE);
  for (const [path, text] of initial) host.files.set(path, text);
  const options = { sequence: SEQUENCE, dataset: longDataset(SEQUENCE) };
  const session = await openSession({ ...createWorld(), host }, options);
  await session.tracks.ensure(SEQUENCE.frames.map(({ id }) => id as FrameId));
  let written = deferred<void>();
  if (isSlow) host.gate = (method) => (method.endsWith('.save') ? written.promise : Promise.resolve());
  const files = async (): Promise<ReadonlyMap<string, string>> => {
    written.resolve();
    await session.saveNow();
    written = deferred();
    return new Map(host.files);
  };
  return { session, files };
}

/** Of a sequence whose frames all have a file, so that what is undone has one to be compared with. */
async function filesOfEmptyFrames(): Promise<ReadonlyMap<string, string>> {
  const { session, files } = await openBench(new Map(), false);
  for (const command of ['frame.done', 'frame.notDone'] as const) {
    for (const { id } of SEQUENCE.frames) {
      await session.goToFrame(id as FrameId);
      session.commands.run(command);
      await session.saveNow();
    }
  }
  await session.goToFrame(SEQUENCE.frames[0]!.id as FrameId);
  createAt(session, 0);
  await session.saveNow();
  await session.undo();
  const empty = await files();
  await session.dispose();
  return empty;
}

describe('objects through time', () => {
  test(
    'DOC-4, TRK-5, TRK-7, TRK-9, HIS-1: 10,000 random deeds keep the rules; undone, every file is as it was',
    { timeout: 240_000 },
    async () => {
      const initial = await filesOfEmptyFrames();
      expect(initial.size).toBe(FRAMES + 1);
      let deeds = 0;
      await fc.assert(
        fc.asyncProperty(steps, fc.nat({ max: 3 }), async (all, disk) => {
          const { session, files } = await openBench(initial, disk > 0);
          const { history } = session.document;
          for (const next of all) {
            await act(session, next);
            const faults = faultsOf(session);
            if (faults.length > 0) throw new Error(faults.join('; '));
            deeds++;
          }
          const final = await files();
          const count = history.entries.length;
          while (history.canUndo) await session.undo();
          expect(differing(initial, await files())).toEqual([]);
          for (let i = 0; i < count; i++) await session.redo();
          expect(differing(final, await files())).toEqual([]);
          const closed = session.dispose();
          await files();
          await closed;
        }),
        { numRuns: 340 },
      );
      expect(deeds).toBeGreaterThan(9000);
    },
  );
});
