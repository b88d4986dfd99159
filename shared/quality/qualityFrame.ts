import type { CameraView } from '../camera/cameraView.ts';
import type { Cuboid, CuboidFace } from '../geometry/cuboid.ts';
import type { RigidTransform } from '../geometry/rigidTransform.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { Box2dJson, ObjectJson, Sidecar, SourceJson } from '../labels/sidecar.ts';

/** What rules look at: the labels of one frame, as its sidecar has them, and what they are compared with. */
export interface QualityFrame {
  readonly id: string;
  /** 0-based position in its sequence. */
  readonly index: number;
  readonly objects: readonly ObjectJson[];
  readonly boxes2d: readonly Box2dJson[];
  readonly review: Sidecar['review'];
  /** Files that the labels were made from and that are not the same any more; undefined where nobody has looked. */
  readonly changedSources?: readonly Pick<SourceJson, 'role' | 'path'>[] | undefined;
  /** Those that have an image in this frame. */
  readonly cameras: readonly QualityCamera[];
  /** Seconds on one clock over the sequence; undefined where nothing tells. */
  readonly timeSeconds?: number | undefined;
  readonly worldFromLabel?: RigidTransform | undefined;
  /** Where the reference lidar stands; label frame, metres. */
  readonly sensor: Vec3;
  /**
   * How objects move in the label frame, by track: metres per second, as `relativeVelocities` finds them. What stands
   * still in the world moves here when the vehicle does. Undefined, or without a track: nothing tells.
   */
  readonly velocities?: ReadonlyMap<string, Vec3> | undefined;
  /** How large the same tracks are in the frames next to this one: `neighbourSizes`. */
  readonly sizes?: ReadonlyMap<string, Vec3> | undefined;
  /** Undefined where the cloud is not at hand: rules that need it are silent. */
  readonly points?: QualityPoints | undefined;
  /**
   * The same object for a frame and its edited copies: what was computed of one is kept under it, and holds for the next
   * where objects, 2D boxes and cameras are the same objects. Undefined: the frame is looked at once.
   */
  readonly memory?: object | undefined;
}

export interface QualityCamera {
  readonly id: string;
  /** Undefined where it has no calibration, or its image size is not known. */
  readonly view?: CameraView | undefined;
  /** Hash of the calibration that holds for this image. */
  readonly calibration?: string | undefined;
  /** Of the image less that of the sweep; undefined where nothing tells. */
  readonly offsetSeconds?: number | undefined;
}

/** What rules ask the frame's cloud. All in the label frame, metres. */
export interface QualityPoints {
  /** Points inside each, faces included. */
  count(cuboids: readonly Cuboid[]): readonly number[];
  /** Points in the layer of the given thickness just outside a face. */
  countOutside(cuboid: Cuboid, face: Pick<CuboidFace, 'axis' | 'sign'>, thicknessMetres: number): number;
  /** Height of the ground; undefined where there is none near. */
  groundHeight(x: number, y: number): number | undefined;
  /** What looks like an object and lies in no cuboid. */
  unlabelled(known: readonly Cuboid[]): readonly UnlabelledObject[];
}

export interface UnlabelledObject {
  readonly cuboid: Cuboid;
  /** One of about its size. */
  readonly class: string;
  /** In [0, 1], as `FitFound` has it. */
  readonly confidence: number;
  /** In the cuboid. */
  readonly points: number;
}
