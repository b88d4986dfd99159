import { cuboidContains, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import { thinCloud } from '#shared/pointcloud/aggregate/thinCloud.ts';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { FitFound, NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import type { PickedPoint } from '#shared/pointcloud/pickPoint.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FrameId } from '../document/records.ts';
import type {
  CloudQueries,
  EditorEnvironment,
  EgoMotionSource,
  FitAnswer,
  FitRequest,
  FrameContent,
  PlaceRequest,
  ThinnedCloud,
} from '../ports.ts';
import { footprintCentre } from '../tools/footprints.ts';

/** A cloud of a few points on level ground. */
export class FakeQueries implements CloudQueries {
  points: readonly Vec3[] = [];
  groundAt: (x: number, y: number) => number = () => 0;
  /** What the next fits answer; by default a fitted box of the class's size in the middle of the footprint. */
  fit: (request: FitRequest) => Promise<FitAnswer | undefined> = (request) =>
    Promise.resolve(fitted(request));
  /** What places answer; by default a sure fit of the class's size in the middle. */
  place: (request: PlaceRequest) => Promise<FitFound | NoFit | undefined> = (request) =>
    Promise.resolve(found(request));
  /** Where something stands that has no cuboid. */
  standing: readonly Vec3[] = [];
  /** What a click finds; by default nothing but the ground. */
  pick: () => Promise<Vec3 | undefined> = () => Promise.resolve(undefined);
  /** What faces meet when they are dragged; by default no point. */
  section: () => Promise<FaceSection | undefined> = () => Promise.resolve(undefined);
  readonly fits: FitRequest[] = [];
  readonly places: PlaceRequest[] = [];
  counted = 0;

  async withCloud<T>(_frameId: FrameId, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    return work();
  }

  thinned(_frameId: FrameId, most: number): Promise<ThinnedCloud | undefined> {
    const column = (axis: 0 | 1 | 2): Float64Array => Float64Array.from(this.points, (point) => point[axis]);
    const cloud = buildCloud({ x: column(0), y: column(1), z: column(2) });
    return Promise.resolve({ thinned: thinCloud(cloud, most), of: cloud.count });
  }

  countPoints(_frameId: FrameId, cuboids: readonly Cuboid[]): Promise<readonly number[] | undefined> {
    this.counted += 1;
    return Promise.resolve(
      cuboids.map((cuboid) => this.points.filter((p) => cuboidContains(cuboid, p)).length),
    );
  }

  fitCuboid(_frameId: FrameId, request: FitRequest): Promise<FitAnswer | undefined> {
    this.fits.push(request);
    return this.fit(request);
  }

  fitAt(_frameId: FrameId, request: PlaceRequest): Promise<FitFound | NoFit | undefined> {
    this.places.push(request);
    return this.place(request);
  }

  unlabelledPlaces(): Promise<readonly Vec3[] | undefined> {
    return Promise.resolve(this.standing);
  }

  faceSection(): Promise<FaceSection | undefined> {
    return this.section();
  }

  async pickPoint(_frameId: FrameId, { origin }: Ray): Promise<PickedPoint | undefined> {
    const position = await this.pick();
    return position && { index: 0, position, distance: distance(origin, position) };
  }

  groundHeight(x: number, y: number): number {
    return this.groundAt(x, y);
  }
}

export function fitted({ footprint, classSize }: FitRequest): FitAnswer {
  const [x, y, z] = footprintCentre(footprint);
  const cuboid = { centre: [x, y, z + classSize[2] / 2], size: classSize, rotation: fromYaw(0.1) } as const;
  return { cuboid, inside: 10, quality: 'fitted' };
}

export function found({ at: [x, y, z], prior }: PlaceRequest): FitFound {
  const { name, size } = prior;
  const cuboid = { centre: [x, y, z + size[2] / 2], size, rotation: fromYaw(0.1) } as const;
  return {
    cuboid,
    className: name,
    heading: { by: 'shape', confidence: 0.9 },
    confidence: 0.9,
    points: 10,
    alternatives: [],
  };
}

/** Every frame is there at once, unless `gate` says otherwise. */
export class FakeContent implements FrameContent {
  gate: ((frameId: FrameId) => Promise<void>) | undefined;
  readonly prefetched: (readonly FrameId[])[] = [];

  async prepare(frameId: FrameId, signal: AbortSignal): Promise<readonly Problem[]> {
    await this.gate?.(frameId);
    signal.throwIfAborted();
    return [];
  }

  prefetch(frameIds: readonly FrameId[]): void {
    this.prefetched.push(frameIds);
  }
}

/** Answers the steps that a test sets. */
export class FakeEgoMotion implements EgoMotionSource {
  steps: readonly MotionEstimate[] = [];

  estimateMotions(onStep: (done: number) => void): Promise<readonly MotionEstimate[]> {
    onStep(this.steps.length);
    return Promise.resolve(this.steps);
  }
}

/** Ids count up, and time stands still until it is set. */
export class FakeEnvironment implements EditorEnvironment {
  time = 1_700_000_000_000;
  #ids = 0;

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  now(): number {
    return this.time;
  }
}
