/**
 * Label files as they are on disk: what the JSON Schemas of `docs/schema` say, as types. Metres, radians, pixels;
 * conventions are in `docs/sidecar.md`. Keys that a version does not know are kept and written back.
 */

/** Keys of other programs and of later versions. */
export interface Extra {
  [key: string]: unknown;
}

export type Vec3 = [number, number, number];
/** x y z w, of length 1. */
export type Quaternion = [number, number, number, number];

/** Pixels; (0, 0) is the centre of the top-left pixel, x to the right, y down. */
export interface Rectangle extends Extra {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A box in the label frame. Its front is the +x face. */
export interface Cuboid extends Extra {
  /** The geometric centre, metres. */
  centre: Vec3;
  /** Length, width, height along the cuboid's own x, y, z; metres, positive. */
  size: Vec3;
  /** From the cuboid's axes to the label frame. Authoritative. */
  rotation: Quaternion;
  /** Derived: the heading, counter-clockwise about +z from +x, in (−π, π]. */
  yaw: number;
}

export interface Provenance extends Extra {
  source: 'manual' | 'fitted' | 'interpolated' | 'propagated' | 'imported' | 'model';
  /** Of what is fitted: how. */
  method?: string | undefined;
  /** Set by a person, as against derived from its neighbours in time. */
  keyframe: boolean;
  author?: string | undefined;
  /** Nanoseconds since 1970, UTC, as a decimal text. */
  changedAt?: string | undefined;
}

/** Derived: where a cuboid appears on one camera. */
export interface ProjectionLabel extends Extra {
  camera: string;
  /** Bounds of the outline within the image. */
  clipped: Rectangle;
  /** Bounds as if the image had no border. */
  amodal: Rectangle;
  /** 1 − area(clipped) / area(amodal). */
  truncation: number;
  /** Hash of the calibration that it was computed with. */
  calibration: string;
}

export type Attributes = Record<string, string | number | boolean>;

/** A cuboid of a frame: at most one for each track. */
export interface ObjectLabel extends Extra {
  /** Derived from track and frame. */
  id: string;
  trackId: string;
  /** A copy of the track's; where they differ, `tracks.json` is right. */
  class: string;
  attributes: Attributes;
  cuboid: Cuboid;
  /** Lidar points inside, faces included; null while not counted. */
  points: number | null;
  provenance: Provenance;
  status: 'draft' | 'confirmed';
  projections: ProjectionLabel[];
}

/** A rectangle that a person or a detector drew on an image. */
export interface Box2d extends Extra {
  id: string;
  camera: string;
  rectangle: Rectangle;
  class: string;
  source: 'manual' | 'imported' | 'model';
  trackId?: string | undefined;
  linkedBy?: 'person' | 'matched' | 'imported' | undefined;
  extent?: 'visible' | 'amodal' | undefined;
  attributes?: Attributes | undefined;
  /** A detector's confidence, 0 … 1. */
  score?: number | undefined;
  importedFrom?: string | undefined;
  author?: string | undefined;
  changedAt?: string | undefined;
}

export interface Timestamp extends Extra {
  /** Nanoseconds as a decimal text: they do not fit a double. */
  ns: string;
  clock: string;
  meaning: 'sweep start' | 'sweep middle' | 'sweep end' | 'mid-exposure' | 'unknown';
}

/** `p_target = rotation · p_source + translation`. */
export interface Transform {
  /** Nine numbers, row by row. */
  rotation: [number, number, number, number, number, number, number, number, number];
  /** Metres, in the target frame. */
  translation: Vec3;
}

export interface Generator extends Extra {
  name: string;
  version: string;
}

export interface FrameLabel extends Extra {
  /** Path of the reference lidar's cloud, relative to the dataset. */
  id: string;
  sequence: string;
  /** 0-based position in the sequence. */
  index: number;
  /** By sensor. */
  timestamps: Record<string, Timestamp>;
  worldFromEgo?: (Transform & Extra) | undefined;
  /** A person marked the frame as done. */
  done?: (Extra & { author?: string | undefined; markedAt?: string | undefined }) | undefined;
}

export interface Source extends Extra {
  role: 'cloud' | 'image' | 'calibration';
  sensor: string;
  path: string;
  bytes: number;
  /** 64 hex digits. */
  sha256: string;
}

/** `<cloud file name>.labels.json`: the labels of one lidar frame. */
export interface Sidecar extends Extra {
  format: 'boxwright-labels';
  version: 1;
  generator: Generator;
  conventions: Record<string, string>;
  /** The frame that cuboids are written in: a lidar's id, or `ego`. */
  labelFrame: string;
  frame: FrameLabel;
  sources: Source[];
  objects: ObjectLabel[];
  boxes2d: Box2d[];
  review: (Extra & { id: string; kind?: string | undefined })[];
}

/** The same object over the frames of a sequence. */
export interface Track extends Extra {
  id: string;
  /** Short number shown to people, unique in the sequence. */
  number: number;
  class: string;
  attributes: Attributes;
  sourceId?: string | undefined;
  /** Length, width, height that it has in every frame; absent: each cuboid has its own. */
  size?: Vec3 | undefined;
  static?: boolean | undefined;
}

/** `tracks.json`: the tracks of one sequence. */
export interface Tracks extends Extra {
  format: 'boxwright-tracks';
  version: 1;
  generator: Generator;
  sequence: string;
  tracks: Track[];
}
