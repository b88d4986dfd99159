import type { Cuboid, CuboidFace } from '#shared/geometry/cuboid.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import type { FitFound, NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';
import type { PickedPoint, PickTolerance } from '#shared/pointcloud/pickPoint.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FrameId } from './document/records.ts';
import type { Footprint } from './tools/toolOverlay.ts';

/** What the editor asks of the point cloud of a frame; answered by the worker that holds it. */
export interface CloudQueries {
  /** Has the cloud of any frame loaded while `work` asks about it. Rejects when aborted, or as the work does. */
  withCloud<T>(frameId: FrameId, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** At most so many points of a cloud, packed to be drawn, and `of` how many; undefined when that cloud is not loaded. */
  thinned(frameId: FrameId, most: number): Promise<ThinnedCloud | undefined>;
  /** Lidar points inside each cuboid, faces included; undefined when that cloud is not loaded. */
  countPoints(frameId: FrameId, cuboids: readonly Cuboid[]): Promise<readonly number[] | undefined>;
  /** Fits a cuboid to the points over the drawn ground rectangle (four corners, label frame). */
  fitCuboid(frameId: FrameId, request: FitRequest): Promise<FitAnswer | undefined>;
  /** The object at a place, or why there is none; undefined when that cloud is not loaded. */
  fitAt(frameId: FrameId, request: PlaceRequest): Promise<FitFound | NoFit | undefined>;
  /** Where something of about the class's size stands that none of the cuboids holds, the nearest first. */
  unlabelledPlaces(
    frameId: FrameId,
    prior: ClassPrior,
    known: readonly Cuboid[],
  ): Promise<readonly Vec3[] | undefined>;
  /** The points that a face of the cuboid meets when it is pushed; undefined when that cloud is not loaded. */
  faceSection(
    frameId: FrameId,
    cuboid: Cuboid,
    face: Pick<CuboidFace, 'axis' | 'sign'>,
  ): Promise<FaceSection | undefined>;
  /** The point nearest to the viewer among those on screen and close to the ray; undefined when there is none. */
  pickPoint(frameId: FrameId, ray: Ray, tolerance: PickTolerance): Promise<PickedPoint | undefined>;
  /** Height of the ground (label-frame z) at x, y of the frame on screen; synchronous, for drags. */
  groundHeight(x: number, y: number): number;
}

export interface ThinnedCloud {
  readonly thinned: CloudPack;
  readonly of: number;
}

export interface FitRequest {
  readonly footprint: Footprint;
  /** Prior length, width, height, metres: the class's, or those that the cuboid has. */
  readonly classSize: Vec3;
}

/** What was pointed at, or drawn round. */
export interface PlaceRequest {
  /** On the object, or near its middle; label frame, metres. */
  readonly at: Vec3;
  /** A rectangle drawn round it on the ground: then `at` is only its middle. */
  readonly within?: Footprint | undefined;
  /** That is only where it may stand, as an image shows it. */
  readonly isSight?: boolean | undefined;
  readonly prior: ClassPrior;
}

export interface FitAnswer {
  readonly cuboid: Cuboid;
  readonly inside: number;
  /** `sparse`: too few points; the cuboid has the class's size. */
  readonly quality: 'fitted' | 'sparse';
}

/** Tells from the clouds how the vehicle moved. */
export interface EgoMotionSource {
  /**
   * Of the whole sequence: the motion from each frame but the first to the one before. Rejects when aborted.
   *
   * @param onStep is told how many are done
   */
  estimateMotions(onStep: (done: number) => void, signal: AbortSignal): Promise<readonly MotionEstimate[]>;
}

/** Things of the outer world, handed in so that the editor stays headless and deterministic in tests. */
export interface EditorEnvironment {
  /** A fresh uuid v4. */
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What must be on screen before a frame can be edited besides its labels: its cloud and its images. */
export interface FrameContent {
  /** Loads the frame's cloud and images; resolves with what could not be had. Rejects only when aborted. */
  prepare(frameId: FrameId, signal: AbortSignal): Promise<readonly Problem[]>;
  /** Frames that will probably be wanted next, most likely first; replaces the last wish. */
  prefetch(frameIds: readonly FrameId[]): void;
}
