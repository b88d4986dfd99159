import type { CameraModel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { SeenPoints } from '#shared/camera/projectCloud.ts';
import type { Cuboid, CuboidFace } from '#shared/geometry/cuboid.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { CloudFileFormat } from '#shared/pointcloud/files/cloudFile.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import type { FitFound, NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import type { CuboidFit } from '#shared/pointcloud/fitCuboid.ts';
import type { GroundGrid } from '#shared/pointcloud/ground.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import type { NearPoints } from '#shared/pointcloud/pointsNear.ts';
import type { PickedPoint, PickTolerance } from '#shared/pointcloud/pickPoint.ts';
import type { PointOwners } from '#shared/pointcloud/pointOwners.ts';
import type { PointTones } from '#shared/pointcloud/tonePoints.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { CallReply, CallRequest } from './calls.ts';
import type { PointsAnswer, PointsQuery } from './qualityProtocol.ts';

/** One lidar's file of a frame. */
export interface SweepSource {
  readonly url: string;
  /** Relative to the dataset, for messages. */
  readonly path: string;
  readonly format: CloudFileFormat;
  readonly labelFromLidar: RigidTransform;
}

export interface LoadRequest {
  readonly frameId: string;
  /** The reference lidar first; merged into one cloud in the label frame. */
  readonly sweeps: readonly SweepSource[];
  /** Headers that every fetch must carry. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the scene needs to draw a cloud; empty, with a problem that says why, where a cloud could not be had. */
export interface LoadedCloud {
  readonly pack: CloudPack;
  readonly ground: GroundGrid;
  /** What to frame at first sight: the bounds without stray points. Label frame, metres. */
  readonly viewBounds: Bounds;
  /** Where the reference lidar stands. Label frame, metres. */
  readonly sensor: Vec3;
  readonly problems: readonly Problem[];
}

export interface FitQuery {
  readonly footprint: readonly Vec3[];
  readonly classSize: Vec3;
}

/** What a person pointed at or drew round, see `FitQuestion`. */
export interface PlaceQuery {
  readonly at: Vec3;
  /** Corners on the ground, counter-clockwise seen from above; `at` is then only their middle. */
  readonly within?: readonly Vec3[] | undefined;
  /** They are only where it may stand: what an image shows between two of its columns. */
  readonly isSight?: boolean | undefined;
  readonly prior: ClassPrior;
}

/** How a camera sees: its lens, and where it stands. */
export type CameraSight = Pick<CameraView, 'cameraFromLabel'> & Pick<CameraModel, 'intrinsics'>;

/** A camera as data: how it sees, and the size of its image in pixels. */
export type CameraData = CameraSight & Pick<CameraView, 'width' | 'height'>;

/** What a camera sees of a cloud, with what is needed to draw it and to find it in other views. */
export interface CameraPoints extends SeenPoints {
  /** Label frame, metres. */
  readonly origin: Vec3;
  /** Three per point: its place, label frame, less `origin`. */
  readonly positions: Float32Array<ArrayBuffer>;
  readonly tones: PointTones;
}

/** An image of the frame, and what it was taken with. */
export interface PaintSource extends CameraSight {
  readonly url: string;
  /** Relative to the dataset. */
  readonly path: string;
}

/**
 * What a worker can be asked, and what it answers. Queries answer undefined for a frame that the worker does not hold.
 * `load` and `drop` answer the bytes that the frame, and the worker, hold afterwards.
 */
export interface WorkerCalls {
  load: { input: LoadRequest; output: { cloud: LoadedCloud; frameBytes: number; workerBytes: number } };
  /** `packed`: the pack's buffer, given back. */
  drop: { input: { frameId: string; packed?: ArrayBuffer | undefined }; output: { workerBytes: number } };
  count: { input: { frameId: string; cuboids: readonly Cuboid[] }; output: readonly number[] | undefined };
  fit: { input: { frameId: string; query: FitQuery }; output: CuboidFit | undefined };
  fitAt: { input: { frameId: string; query: PlaceQuery }; output: FitFound | NoFit | undefined };
  /** Where something of about the class's size stands that none of the cuboids holds, the nearest first. */
  places: {
    input: { frameId: string; prior: ClassPrior; known: readonly Cuboid[] };
    output: readonly Vec3[] | undefined;
  };
  /** The points that are drawn of a frame beside another one's; `of`: how many it has. */
  thin: {
    input: { frameId: string; most: number };
    output: { readonly thinned: CloudPack; readonly of: number } | undefined;
  };
  owners: { input: { frameId: string; cuboids: readonly Cuboid[] }; output: PointOwners | undefined };
  section: {
    input: { frameId: string; cuboid: Cuboid; face: Pick<CuboidFace, 'axis' | 'sign'> };
    output: FaceSection | undefined;
  };
  /** Points about a cuboid, to be drawn small. */
  near: {
    input: { frameId: string; cuboid: Cuboid; marginMetres: number; most: number };
    output: NearPoints | undefined;
  };
  /** How the later of two frames that are held lies in the earlier one; `guess` as the step before it was. */
  motion: {
    input: { frameId: string; laterFrameId: string; guess: RigidTransform | undefined };
    output: MotionEstimate | undefined;
  };
  pick: {
    /** `shown`: others cannot be picked. */
    input: { frameId: string; ray: Ray; tolerance: PickTolerance; shown?: ShownPoints | undefined };
    output: { picked: PickedPoint | undefined } | undefined;
  };
  project: {
    /** `shown`: others are left out, though they may hide what is shown. */
    input: { frameId: string; camera: CameraData; shown?: ShownPoints | undefined };
    output: CameraPoints | undefined;
  };
  /** What the rules of labels find in the frame with its cloud. */
  quality: { input: PointsQuery; output: PointsAnswer };
  paint: {
    input: {
      frameId: string;
      sources: readonly PaintSource[];
      /** Headers that every fetch must carry. */
      headers: Readonly<Record<string, string>>;
    };
    /** Four bytes per point in the order of the cloud's pack; see `CloudPaint`. */
    output: { readonly colors: Uint8Array<ArrayBuffer> } | undefined;
  };
}

export type WorkerMethod = keyof WorkerCalls;

/** What the page posts, and what the worker does. */
export type WorkerRequest = CallRequest<WorkerCalls>;
export type WorkerReply = CallReply<WorkerCalls>;
