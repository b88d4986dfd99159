import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { memoryFolder } from './datasetFolders.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromAxisAngle, fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import type { InterchangeFormat, OutputFile } from '#shared/interchange/common/interchangeFormat.ts';
import type {
  FrameLabels,
  LabelCamera,
  LabelFrame,
  LabelObject,
  LabelSequence,
  LabelSet,
} from '#shared/interchange/common/labelSet.ts';
import { LossLog, type LossSummary } from '#shared/interchange/common/lossLog.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { openLabelSet } from '#shared/interchange/openLabelSet.ts';
import type { Problem } from '#shared/problems/problem.ts';

/** Headings at which angles wrap or are exact. */
const HEADINGS = [0, Math.PI / 2, Math.PI, -Math.PI / 2, -Math.PI, 1e-9, Math.PI - 1e-9];

/**
 * Boxes as people label them: anywhere within 100 m, any heading, one in four on a slope or a ramp. Evenly spread: doubles
 * of fast-check are nearly all next to 0.
 */
export function labelledCuboids(count: number, seed: number): Cuboid[] {
  const random = seededRandom(seed);
  const between = (min: number, max: number): number => min + (max - min) * random();
  return Array.from({ length: count }, (_, i): Cuboid => {
    const yaw = HEADINGS[i] ?? between(-Math.PI, Math.PI);
    const [pitch, roll] = random() < 0.25 ? [between(-0.6, 0.6), between(-0.6, 0.6)] : [0, 0];
    const level = multiply(fromAxisAngle([0, 1, 0], pitch), fromAxisAngle([1, 0, 0], roll));
    return {
      centre: [between(-100, 100), between(-100, 100), between(-100, 100)],
      size: [between(0.1, 20), between(0.1, 4), between(0.1, 5)],
      rotation: multiply(fromYaw(yaw), level),
    };
  });
}

/** A camera that looks ahead from above the lidar and a little to the side, tilted down by 3°. */
export const AHEAD: LabelCamera = {
  id: 'front',
  width: 1280,
  height: 720,
  calibration: {
    intrinsics: { model: 'pinhole', fx: 900, fy: 900, cx: 640, cy: 360 },
    cameraFromLabel: {
      rotation: [0, -1, 0, -0.0523, 0, -0.99863, 0.99863, 0, -0.0523],
      translation: [0.1, -0.2, -0.3],
    },
  },
};

export interface MadeFrame extends Partial<FrameLabels> {
  readonly name: string;
}

/** A set of one sequence, whose frames are `velodyne/<name>.bin` and so on, as `frame` says. */
export function madeSet(
  frames: readonly MadeFrame[],
  more: Partial<LabelSequence> = {},
  frame: (name: string, index: number) => LabelFrame = lidarFrame,
): LabelSet {
  const all = frames.map(({ name }, index) => frame(name, index));
  const labels = new Map(frames.map((made, i) => [all[i]!.id, made]));
  const sequence: LabelSequence = {
    id: 'drive',
    name: 'drive',
    folder: '',
    cameras: [AHEAD],
    frames: all,
    labelsOf: ({ id }) => Promise.resolve({ objects: [], boxes2d: [], ...labels.get(id) }),
    ...more,
  };
  return { name: 'drive', labelFrame: 'lidar', classes: ['car'], sequences: [sequence] };
}

export function lidarFrame(name: string, index: number): LabelFrame {
  const path = `lidar/${name}.pcd`;
  const images = [{ sensor: 'front', path: `camera/front/${name}.jpg` }];
  return {
    id: path,
    name,
    index,
    cloud: { sensor: 'lidar', path, ns: `${1_700_000_000_000_000_000n + BigInt(index) * 100_000_000n}` },
    images,
  };
}

export function madeObject(cuboid: Cuboid, track = '1', more: Partial<LabelObject> = {}): LabelObject {
  return { track, class: 'car', cuboid, attributes: {}, ...more };
}

export interface Written {
  readonly files: Readonly<Record<string, string>>;
  readonly losses: LossSummary;
}

export async function writeAll(format: InterchangeFormat, set: LabelSet): Promise<Written> {
  const losses = new LossLog();
  const files: Record<string, string> = {};
  for await (const { path, text } of format.write(set, losses)) {
    if (Object.hasOwn(files, path)) throw new Error(`${path} is written twice`);
    files[path] = await textOf(text);
  }
  return { files, losses: losses.report };
}

/** Bytes of pictures as `latin1`. */
export async function textOf(text: OutputFile['text']): Promise<string> {
  if (typeof text === 'string') return text;
  if (text instanceof Uint8Array) return Buffer.from(text).toString('latin1');
  const pieces: Uint8Array[] = [];
  for await (const piece of text) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

export interface ReadBack {
  readonly set: LabelSet;
  readonly from: string;
  /** Of every frame, in order. */
  readonly frames: readonly (FrameLabels & { readonly name: string })[];
  readonly problems: readonly Problem[];
}

/** Opens files as any others. */
export async function readBack(
  files: Readonly<Record<string, string>>,
  from?: string,
  folder: DatasetFolder = memoryFolder('drive', files),
): Promise<ReadBack> {
  const problems: Problem[] = [];
  const { open, from: found } = await openLabelSet(folder, folder, from, problems);
  const set = await open();
  const frames: (FrameLabels & { name: string })[] = [];
  for (const sequence of set.sequences)
    for (const frame of sequence.frames)
      frames.push({ name: frame.name, ...(await sequence.labelsOf(frame)) });
  return { set, from: found, frames, problems };
}

/** How many random boxes a format is tried with: a hundred or so, or ten thousand for a long run by hand. */
export const CUBOIDS_TRIED = process.env['BOXWRIGHT_TORTURE'] === undefined ? 100 : 10_000;
