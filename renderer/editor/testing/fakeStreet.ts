import { cuboidContains, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import type { FitFound, NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import type { FrameId } from '../document/records.ts';
import type { PlaceRequest } from '../ports.ts';
import { FakeQueries } from './fakeWorld.ts';

/** A fit finds what is no farther away than this (metres). */
const NEAR = 2.5;
const POINTS = 40;

/** Clouds in which objects are where `standing` says, each of as many points as the others. */
export class FakeStreet extends FakeQueries {
  readonly #standingIn: (frameId: FrameId) => readonly Cuboid[];
  /** Waited for before a cloud is at hand. */
  gate: ((frameId: FrameId) => Promise<void>) | undefined;

  constructor(standingIn: (frameId: FrameId) => readonly Cuboid[]) {
    super();
    this.#standingIn = standingIn;
  }

  override async withCloud<T>(frameId: FrameId, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.gate?.(frameId);
    return super.withCloud(frameId, work, signal);
  }

  override countPoints(frameId: FrameId, cuboids: readonly Cuboid[]): Promise<readonly number[] | undefined> {
    const points = this.#standingIn(frameId).flatMap(pointsOnSides);
    return Promise.resolve(
      cuboids.map((cuboid) => points.filter((point) => cuboidContains(cuboid, point)).length),
    );
  }

  override fitAt(frameId: FrameId, request: PlaceRequest): Promise<FitFound | NoFit | undefined> {
    this.places.push(request);
    const { at, prior } = request;
    const [nearest] = this.#standingIn(frameId)
      .filter(({ centre }) => distance(centre, at) <= NEAR)
      .toSorted((a, b) => distance(a.centre, at) - distance(b.centre, at));
    if (nearest === undefined)
      return Promise.resolve({ cuboid: undefined, reason: 'nothing-there', points: 0 });
    return Promise.resolve({
      cuboid: nearest,
      className: prior.name,
      heading: { by: 'shape', confidence: 0.9 },
      confidence: 0.9,
      points: POINTS,
      alternatives: [],
    });
  }
}

/** Evenly along its sides, half way up; a little inside, so that they are in the cuboid itself. */
function pointsOnSides(cuboid: Cuboid): readonly Vec3[] {
  const [length, width] = cuboid.size.map((side) => side - 0.02) as [number, number, number];
  const perSide = POINTS / 4;
  return Array.from({ length: perSide }, (_, i) => i / perSide - 0.5).flatMap((at) =>
    (
      [
        [at * length, width / 2, 0],
        [-at * length, -width / 2, 0],
        [length / 2, -at * width, 0],
        [-length / 2, at * width, 0],
      ] as const
    ).map((point) => labelFromBox(cuboid, point)),
  );
}
