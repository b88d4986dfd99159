import {
  aboutX,
  aboutZ,
  eachFile,
  inverted,
  minus,
  ofQuaternion,
  times,
  transposed,
  turned,
  type IndependentBox,
  type IndependentReader,
  type Matrix,
  type Numbers3,
} from './boxes.ts';
import type { IndependentCalibration, IndependentImage, IndependentImageReader } from './imageReaders.ts';

interface Xyz {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

interface Turn {
  readonly qx: number;
  readonly qy: number;
  readonly qz: number;
  readonly qw: number;
}

interface CloudFrame {
  readonly name: string;
  readonly ego_pose?: { readonly position: Xyz; readonly heading: Turn };
  readonly images?: readonly CameraImage[];
}

interface CameraImage {
  readonly name: string;
  readonly intrinsics?: { readonly intrinsic_matrix: Matrix };
  readonly extrinsics?: { readonly translation: Xyz; readonly rotation: Turn };
  readonly distortion?: NonNullable<IndependentCalibration['distortion']>;
  readonly camera_convention?: 'OpenGL' | 'OpenCV';
}

interface Annotated<T> {
  readonly annotations: readonly (T & { readonly category_id: number; readonly track_id: number })[];
}

type CuboidFrame = Annotated<{
  readonly position: Xyz;
  readonly dimensions: Xyz;
  readonly yaw: number;
  readonly rotation?: Turn;
}>;

type BoxFrame = Annotated<{
  readonly type: string;
  readonly points: readonly [readonly [number, number], readonly [number, number]];
}>;

/** Of one sensor, or of several by name. */
interface Frames<T> {
  readonly frames?: readonly T[];
  readonly sensors?: readonly {
    readonly name: string;
    readonly task_type: string;
    readonly attributes: { readonly frames: readonly unknown[] };
  }[];
}

interface Release {
  readonly dataset: {
    readonly task_type: string;
    readonly task_attributes: {
      readonly categories: readonly { readonly id: number; readonly name: string }[];
    };
    readonly samples: readonly {
      readonly attributes: Frames<CloudFrame>;
      readonly labels: Readonly<Record<string, { readonly attributes: Frames<CuboidFrame> }>>;
    }[];
  };
}

/** A sample: the frames of its clouds, their cuboids, and what is annotated on its cameras. */
interface Sample {
  readonly clouds: readonly CloudFrame[];
  readonly cuboids: readonly CuboidFrame[];
  readonly boxes: ReadonlyMap<string, readonly BoxFrame[]>;
  classOf(category: number): string;
}

function samplesOf(files: Readonly<Record<string, string>>): Sample[] {
  return eachFile(files, /(segments-release)\.json$/).flatMap(([, text]) => {
    const { samples, task_attributes: task, task_type: type } = (JSON.parse(text) as Release).dataset;
    return samples.map(({ attributes, labels }): Sample => {
      const label = labels['ground-truth']!.attributes;
      const isMulti = type === 'multisensor-sequence';
      if ([attributes, label].some(({ sensors }) => (sensors !== undefined) !== isMulti))
        throw new Error(type);
      const cameras = (label.sensors ?? []).filter((each) => each.task_type === 'image-vector-sequence');
      return {
        clouds: cloudsOf(attributes),
        cuboids: cloudsOf(label),
        boxes: new Map(cameras.map(({ name, attributes: own }) => [name, own.frames as BoxFrame[]])),
        classOf: (category) => task.categories.find(({ id }) => id === category)!.name,
      };
    });
  });
}

function cloudsOf<T>({ frames, sensors }: Frames<T>): readonly T[] {
  const lidar = sensors?.find((each) => each.task_type === 'pointcloud-cuboid-sequence');
  return frames ?? (lidar!.attributes.frames as T[]);
}

/** Cuboids stand in the world, where there is one. */
export const segments: IndependentReader = (files) =>
  samplesOf(files).flatMap(({ clouds, cuboids, classOf }) =>
    cuboids.flatMap(({ annotations }, i) => {
      const { name, ego_pose: pose } = clouds[i]!;
      const world = pose === undefined ? aboutX(0) : ofTurn(pose.heading);
      const origin = pose === undefined ? ([0, 0, 0] as const) : vector(pose.position);
      return annotations.map((each): IndependentBox => ({
        frame: name,
        class: classOf(each.category_id),
        centre: turned(transposed(world), minus(vector(each.position), origin)),
        size: vector(each.dimensions),
        rotation: times(
          transposed(world),
          each.rotation === undefined ? aboutZ(each.yaw) : ofTurn(each.rotation),
        ),
      }));
    }),
  );

/** Images beside the clouds have the calibrations, the cameras among the sensors the boxes. */
export const segmentsImages: IndependentImageReader = (files) =>
  samplesOf(files).flatMap(({ clouds, boxes, classOf }) =>
    clouds.flatMap(({ name, images = [] }, i) =>
      images.map((image): IndependentImage => {
        const calibration = calibrationOf(image);
        return {
          frame: name,
          camera: image.name,
          ...(calibration === undefined ? {} : { calibration }),
          boxes: (boxes.get(image.name)?.[i]?.annotations ?? []).map((each) => {
            if (each.type !== 'bbox') throw new Error(each.type);
            const [[x0, y0], [x1, y1]] = each.points;
            return {
              class: classOf(each.category_id),
              object: String(each.track_id),
              corners: [x0, y0, x1, y1],
            };
          }),
        };
      }),
    ),
  );

/** The pose is the camera's in the frame of the cloud; without a word its axes are OpenGL's. */
function calibrationOf(image: CameraImage): IndependentCalibration | undefined {
  const { intrinsics, extrinsics, distortion, camera_convention: convention = 'OpenGL' } = image;
  if (intrinsics === undefined || extrinsics === undefined) return undefined;
  const flip = convention === 'OpenCV' ? 1 : -1;
  const rotation = inverted(
    times(ofTurn(extrinsics.rotation), [
      [1, 0, 0],
      [0, flip, 0],
      [0, 0, flip],
    ]),
  );
  return {
    matrix: intrinsics.intrinsic_matrix,
    ...(distortion === undefined ? {} : { distortion }),
    rotation,
    translation: minus([0, 0, 0], turned(rotation, vector(extrinsics.translation))),
  };
}

function vector({ x, y, z }: Xyz): Numbers3 {
  return [x, y, z];
}

function ofTurn({ qx, qy, qz, qw }: Turn): Matrix {
  return ofQuaternion(qx, qy, qz, qw);
}
