import { nameOf } from '../../dataset/canonicalPath.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { OutputFile, StandaloneFormat } from '../common/interchangeFormat.ts';
import type { LabelSet } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { eulerZyx, fromEulerZyx } from '../common/numbers.ts';
import { filePerFrame, jsonText, tellKept } from '../common/perFrame.ts';
import { standaloneFiles } from '../common/standaloneFiles.ts';
import { cuboidOfVertices, verticesOf } from './labelcloudVertices.ts';
import { looksLikeLabelcloud, parseLabelcloud } from './readLabelcloud.ts';

const HOLDS = {
  rotation: 'full',
  tracks: false,
  attributes: 'none',
  points: false,
  keyframes: false,
  boxes2d: 'none',
  links2d: false,
  calibrations: false,
  egoPoses: false,
  timestamps: false,
} as const;

/**
 * labelCloud's `centroid_rel`: `labels/<frame>.json` for each cloud, with the geometric centre, length, width and height,
 * and angles about x, y, z in radians, R = Rz · Ry · Rx.
 */
export const labelcloudFormat: StandaloneFormat<'labelcloud'> = {
  id: 'labelcloud',
  describeLoss: HOLDS,
  read: standaloneFiles(
    'labelcloud',
    '.json',
    (text) => looksLikeLabelcloud(text) === 'centroid',
    parseLabelcloud,
  ),
  write: (set, losses) =>
    write('labelcloud', set, losses, ({ centre, size, rotation }) => {
      const angles = eulerZyx(rotation);
      return {
        kept: { centre, size, rotation: fromEulerZyx(angles) },
        json: {
          centroid: { x: centre[0], y: centre[1], z: centre[2] },
          dimensions: { length: size[0], width: size[1], height: size[2] },
          rotations: { x: angles[0], y: angles[1], z: angles[2] },
        },
      };
    }),
};

/** labelCloud's `vertices`: the same files with the eight corners of each box, in the order of {@link verticesOf}. */
export const labelcloudVerticesFormat: StandaloneFormat<'labelcloud-vertices'> = {
  id: 'labelcloud-vertices',
  describeLoss: HOLDS,
  read: standaloneFiles(
    'labelcloud-vertices',
    '.json',
    (text) => looksLikeLabelcloud(text) === 'vertices',
    parseLabelcloud,
  ),
  write: (set, losses) =>
    write('labelcloud-vertices', set, losses, (cuboid) => {
      const vertices = verticesOf(cuboid);
      return { kept: cuboidOfVertices(vertices) ?? cuboid, json: { vertices } };
    }),
};

/** What a box is written as, and the cuboid that this means. */
type WriteBox = (cuboid: Cuboid) => { readonly kept: Cuboid; readonly json: object };

function write(format: string, set: LabelSet, losses: LossLog, box: WriteBox): AsyncIterable<OutputFile> {
  return filePerFrame(
    format,
    set,
    losses,
    (name) => `labels/${name}.json`,
    (at) => {
      for (const box2d of at.labels.boxes2d) losses.box2d(box2d, false);
      const tell = tellKept(losses, at, []);
      const filename = nameOf(at.frame.cloud?.path ?? `${at.name}.pcd`);
      return jsonText({
        folder: 'pointclouds',
        filename,
        path: filename,
        objects: at.objects.map((object) => {
          const { kept, json } = box(object.cuboid);
          tell(object, kept);
          return { name: object.class, ...json };
        }),
      });
    },
  );
}
