import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { FakeHost } from './fakeHost.ts';
import { longDataset, longSequence } from './longSequence.ts';
import { createWorld, openSession, type World } from './openSession.ts';

/** A sequence whose vehicle stands, so that what stands still does so in the label frame, and a session in it. */
export interface TrackScene {
  readonly world: World;
  readonly session: EditorSession;
  frameAt(index: number): FrameId;
  /** The object's cuboid in a frame that is loaded. */
  cuboid(number: number, index: number): CuboidRecord | undefined;
  /** Of its centre, by frame, in all that are loaded. */
  places(number: number): readonly (number | undefined)[];
  /** The same files in another session, in which hardly any frame is loaded yet. */
  reopen(): Promise<TrackScene>;
}

export async function openTrackScene(
  options: { frames?: number; drives?: boolean; world?: Partial<World> } = {},
): Promise<TrackScene> {
  const { frames = 10, drives = false } = options;
  const sequence = longSequence(frames, { metresPerFrame: drives ? 1 : 0 });
  const world = { ...createWorld(), host: new FakeHost(sequence), ...options.world };
  const session = await openSession(world, { sequence, dataset: longDataset(sequence) });
  const frameAt = (index: number): FrameId => sequence.frames[index]!.id as FrameId;
  const cuboid = (number: number, index: number): CuboidRecord | undefined =>
    session.document.cuboidsIn(frameAt(index)).find(({ trackId }) => trackId === trackOf(number));
  return {
    world,
    session,
    frameAt,
    cuboid,
    places: (number) => sequence.frames.map((_, index) => cuboid(number, index)?.cuboid.centre[0]),
    reopen: async () => {
      await session.dispose();
      // What is asked of it here is what it does with files alone: history begins anew.
      world.host.journal.length = 0;
      return openTrackScene({ ...options, world });
    },
  };
}

/** The n-th object's. */
export function trackOf(number: number): TrackId {
  return `10000000-0000-4000-8000-${String(number).padStart(12, '0')}` as TrackId;
}

export function carAt(x: number, y = 3): Cuboid {
  return { centre: [x, y, 0.8], size: [4.5, 1.8, 1.6], rotation: fromYaw(0) };
}

/** Labels the n-th object in a frame that is loaded, as a keyframe unless `changes` say otherwise. */
export function label(
  { session, frameAt }: Pick<TrackScene, 'session' | 'frameAt'>,
  number: number,
  index: number,
  cuboid: Cuboid,
  changes: Partial<CuboidRecord> = {},
): CuboidId {
  const { document } = session;
  const [trackId, frameId] = [trackOf(number), frameAt(index)];
  const id = changes.id ?? (objectIdOf(trackId, frameId) as CuboidId);
  document.transact('create', (tx) => {
    if (document.get(trackId) === undefined)
      tx.create({ type: 'track', id: trackId, number, class: 'car', attributes: {}, extra: {} });
    tx.create({
      type: 'cuboid',
      frameId,
      trackId,
      cuboid,
      attributes: {},
      provenance: { source: 'manual', keyframe: true },
      status: 'draft',
      extra: {},
      ...changes,
      id,
    });
  });
  return id;
}

/** Labels the object at x in frames, and interpolates it between them. */
export async function labelPath(
  scene: TrackScene,
  number: number,
  places: Readonly<Record<number, number>>,
): Promise<void> {
  const { session, frameAt } = scene;
  const indexes = Object.keys(places).map(Number);
  await session.tracks.ensure(indexes.map(frameAt));
  for (const index of indexes) label(scene, number, index, carAt(places[index]!));
  await session.tracks.edits.interpolate(trackOf(number), indexes[0]!, 'life');
}

/** Moves a cuboid to x, as one edit of a person. */
export function moveTo({ session }: TrackScene, record: CuboidRecord | undefined, x: number): void {
  if (record === undefined) throw new Error('there is nothing to move');
  session.editCuboids([record.id], ({ centre: [, y, z] }) => ({ centre: [x, y, z] }));
}
