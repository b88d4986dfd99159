import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { assumeSensor } from '#shared/pointcloud/fit/assumeSensor.ts';
import { fitAt } from '#shared/pointcloud/fit/fitAt.ts';
import { estimateGround } from '#shared/pointcloud/ground.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import type { TruthObject } from '../../../samples/truth.ts';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';
import { readDriveSweeps } from '../../../testing/sweepSequences.ts';
import type { CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import { FakeHost } from '../testing/fakeHost.ts';
import { FakeStreet } from '../testing/fakeStreet.ts';
import { FakeQueries } from '../testing/fakeWorld.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { deferred } from '../testing/settled.ts';
import { carAt, label, labelPath, moveTo, openTrackScene, trackOf } from '../testing/trackScene.ts';

const LAST = 8;
/** A car that is faster in the middle than its keyframes at both ends tell. */
const PLACES = [10, 10.8, 11.7, 12.8, 13.9, 14.9, 15.9, 17, 18];

/** By default it is seen in every frame. */
async function street(seenIn: (index: number) => readonly Cuboid[] = (index) => [carAt(PLACES[index]!)]) {
  const queries = new FakeStreet((frameId) => seenIn(Number(/\d+/.exec(frameId)![0])));
  const scene = await openTrackScene({ frames: LAST + 1, world: { queries } });
  await labelPath(scene, 1, { 0: 10, [LAST]: 18 });
  const { session, cuboid, frameAt } = scene;
  await session.goToFrame(frameAt(0));
  session.select([cuboid(1, 0)!.id]);
  return { ...scene, queries };
}

const OFF = PLACES.flatMap((x, index) => (Math.abs(x - (10 + index)) > 0.25 ? [index] : []));

/** Off by so much everywhere but at the ends. */
function ahead(index: number): number {
  return index === 0 || index === LAST ? 10 + index : 10.6 + index;
}

describe('refining what is interpolated', () => {
  test('TRK-17: goes to the points where it is clearly off them, as one entry that undo takes back whole', async () => {
    const scene = await street((index) => [carAt(ahead(index))]);
    const { session, places, cuboid } = scene;
    const before = places(1);
    const steps = session.document.history.entries.length;
    await session.tracks.refinement.refine([trackOf(1)]);
    // Between those that went to their points, the others follow.
    places(1).forEach((x, index) => expect(Math.abs(x! - ahead(index))).toBeLessThan(0.25));
    expect(cuboid(1, 1)).toMatchObject({
      status: 'draft',
      cuboid: { centre: [11.6, 3, 0.8], size: [4.5, 1.8, 1.6] },
      provenance: { source: 'fitted', method: 'again', keyframe: false, author: 'Ada' },
    });
    const { prompt } = session.state.getState();
    expect(prompt).toMatchObject({ kind: 'refined', which: 'derived', isStopped: false });
    expect(prompt?.kind === 'refined' && prompt.counts.fitted + prompt.counts.inPlace).toBe(7);
    expect(session.document.history.entries).toHaveLength(steps + 1);
    await session.undo();
    expect(places(1)).toEqual(before);
  });

  test('TRK-17: what lies on its points already stays as it was, and follows on', async () => {
    const scene = await street((index) => [carAt(10 + index)]);
    await scene.session.tracks.refinement.refine([trackOf(1)]);
    expect(scene.cuboid(1, 4)!.provenance.source).toBe('interpolated');
    expect(scene.session.state.getState().prompt).toMatchObject({ counts: { fitted: 0, inPlace: 7 } });
  });

  test('TRK-17, TRK-2: what was refined stays when its keyframes move; the rest lies between it', async () => {
    const scene = await street((index) => (OFF.includes(index) ? [carAt(PLACES[index]!)] : []));
    const { session, places, cuboid } = scene;
    await session.tracks.refinement.refine([trackOf(1)]);
    const refined = OFF.filter((index) => cuboid(1, index)!.provenance.source === 'fitted');
    expect(refined).toEqual(OFF);
    moveTo(scene, cuboid(1, 0), 9);
    expect(refined.map((index) => places(1)[index])).toEqual(OFF.map((index) => PLACES[index]));
    expect(cuboid(1, 1)!.provenance.source).toBe('interpolated');
    expect(places(1)[1]).toBeLessThan(10.8);
    await session.tracks.refinement.refine([trackOf(1)]);
    expect(session.state.getState().prompt).toMatchObject({ counts: { total: 7 - OFF.length } });
  });

  test('TRK-17: says what stayed, and why', async () => {
    const scene = await street((index) => {
      // Nothing, another thing that is too far off, and one that is labelled.
      if (index === 2) return [];
      if (index === 3) return [carAt(15.4)];
      if (index === 4) return [carAt(14.7, 4.2)];
      return [carAt(10.5 + index)];
    });
    const { session, frameAt, places } = scene;
    await session.tracks.ensure([frameAt(4)]);
    label(scene, 2, 4, carAt(14.7, 4.2));
    await session.tracks.refinement.refine([trackOf(1)]);
    expect(session.state.getState().prompt).toMatchObject({
      counts: { total: 7, fewPoints: 1, elsewhere: 2, changed: 0, unread: 0 },
    });
    expect(places(1)[1]).toBe(11.5);
  });

  test('TRK-17: neither keyframes nor what is confirmed, and nothing that stands still', async () => {
    const scene = await street((index) => [carAt(10.6 + index)]);
    const { session, cuboid, frameAt, places } = scene;
    session.tracks.edits.setConfirmed([cuboid(1, 4)!.id], true);
    await session.tracks.refinement.refine([trackOf(1)]);
    expect([0, 4, 8].map((index) => places(1)[index])).toEqual([10, 14, 18]);
    label(scene, 3, 0, carAt(50));
    await session.tracks.refinement.refine([trackOf(3)]);
    expect(session.state.getState().prompt).toEqual({
      kind: 'nothing-to-refine',
      reason: 'nothing-derived',
    });
    const parked = label(scene, 2, 0, carAt(30));
    await session.tracks.edits.setStatic(parked, true);
    await session.goToFrame(frameAt(1));
    await session.tracks.refinement.refine([trackOf(2)]);
    expect(session.state.getState().prompt).toEqual({ kind: 'nothing-to-refine', reason: 'static' });
  });

  test('TRK-8: what is edited or locked meanwhile stays as it is', async () => {
    const scene = await street((index) => [carAt(10.6 + index)]);
    const { session, queries, cuboid, frameAt, places } = scene;
    const [asked, there] = [deferred<void>(), deferred<void>()];
    queries.gate = async (frameId) => {
      if (frameId !== frameAt(6)) return;
      asked.resolve();
      await there.promise;
    };
    const running = session.tracks.refinement.refine([trackOf(1)]);
    await asked.promise;
    session.editCuboids([cuboid(1, 3)!.id], () => ({ centre: [13.3, 3, 0.8] }));
    there.resolve();
    await running;
    expect(places(1)[3]).toBe(13.3);
    const { prompt } = session.state.getState();
    expect(prompt).toMatchObject({ kind: 'refined' });
    expect(prompt?.kind === 'refined' && prompt.counts.changed).toBeGreaterThan(0);
  });

  test('TRK-17: ended with Escape it keeps what it has, and says how far it came', async () => {
    const scene = await street((index) => [carAt(10.6 + index)]);
    const { session, queries, frameAt, places } = scene;
    const [asked, there] = [deferred<void>(), deferred<void>()];
    queries.gate = async (frameId) => {
      if (frameId !== frameAt(2)) return;
      asked.resolve();
      await there.promise;
    };
    session.commands.run('track.refine');
    await asked.promise;
    expect(session.tracks.work.store.getState()).toEqual({
      kind: 'running',
      deed: 'refine',
      done: 2,
      total: 7,
    });
    session.commands.run('edit.cancel');
    there.resolve();
    await session.tracks.work.idle();
    expect(places(1)[1]).toBe(11.6);
    expect(session.state.getState()).toMatchObject({
      selection: [expect.any(String)],
      prompt: { isStopped: true, counts: { fitted: 2, total: 7 } },
    });
  });
});

describe('in the sample drive', () => {
  const drive = fileURLToPath(new URL('../../../samples/drive/', import.meta.url));
  const VEHICLES = new Set(['car', 'truck', 'bus']);
  /** With fewer points a shape is anybody's guess. */
  const POINTS = 12;

  test(
    'TRK-17: vehicles with keyframes at both ends only come nearer to where they truly are',
    { timeout: 60_000 },
    async () => {
      const [dataset, sweeps] = await Promise.all([openDataset(diskFolder(drive)), readDriveSweeps(drive)]);
      const sequence = dataset.sequences[0]!;
      const frameAt = (index: number): FrameId => sequence.frames[index]!.id as FrameId;
      const scenes = new Map(
        sweeps.map(({ cloud }, index) => {
          const ground = estimateGround(cloud);
          return [frameAt(index), { cloud, ground, sensor: assumeSensor(cloud, ground) }];
        }),
      );
      const queries = Object.assign(new FakeQueries(), {
        fitAt: (frameId, { at, prior }) =>
          Promise.resolve(fitAt({ ...scenes.get(frameId)!, at, classes: [prior] })),
        countPoints: (frameId, cuboids) =>
          Promise.resolve(cuboids.map((cuboid) => countPointsInCuboid(scenes.get(frameId)!.cloud, cuboid))),
      } satisfies Partial<FakeQueries>);
      const world = { ...createWorld(), host: new FakeHost(sequence), queries };
      const session = await openSession(world, { sequence, dataset });
      await session.tracks.ensure(sequence.frames.map(({ id }) => id as FrameId));
      const paths = movingVehicles(VEHICLES, POINTS);
      for (const path of paths.values()) {
        for (const place of [path[0]!, path.at(-1)!])
          label({ session, frameAt }, place.number, place.index, place.cuboid);
        await session.tracks.edits.interpolate(trackOf(path[0]!.number), path[0]!.index, 'life');
      }
      const recordOf = ({ number, index }: Place): CuboidRecord =>
        session.document.cuboidsIn(frameAt(index)).find(({ trackId }) => trackId === trackOf(number))!;
      const between = [...paths.values()].flatMap((path) => path.slice(1, -1));
      const offBy = (place: Place): number => distance(recordOf(place).cuboid.centre, place.cuboid.centre);
      const before = new Map(between.map((place) => [place, offBy(place)]));
      const trackIds = [...paths.values()].map((path): TrackId => trackOf(path[0]!.number));
      await session.tracks.refinement.refine(trackIds);
      const refined = between.filter((place) => recordOf(place).provenance.source === 'fitted');
      expect(refined.length).toBeGreaterThanOrEqual(35);
      expect(medianOf(refined.map((place) => before.get(place)!))).toBeGreaterThan(0.4);
      expect(medianOf(refined.map(offBy))).toBeLessThan(0.15);
      // Those that are left between them follow.
      expect(medianOf([...before.values()])).toBeGreaterThan(0.5);
      expect(medianOf(between.map(offBy))).toBeLessThan(0.2);
    },
  );
});

type Place = TruthObject & { readonly index: number };

/** By track, where it truly is, by frame. */
function movingVehicles(classes: ReadonlySet<string>, points: number): ReadonlyMap<string, readonly Place[]> {
  const paths = new Map<string, Place[]>();
  sampleTruth().forEach(({ objects }, index) => {
    for (const object of objects) {
      const isMeant = classes.has(object.class) && object.motion === 'moving' && object.points >= points;
      if (isMeant) paths.set(object.trackId, [...(paths.get(object.trackId) ?? []), { ...object, index }]);
    }
  });
  return new Map([...paths].filter(([, path]) => path.length >= 4));
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
