import type { FoundCalibration } from '../../dataset/calibration.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { depthEdges, type DepthEdges } from './depthEdges.ts';
import { edgeField, type EdgeField } from './edgeField.ts';
import type { ExaminedCamera, ExaminedCloud, ExaminedRig, GreyImage, LabelledBox } from './scene.ts';

/** What a camera and the lidars saw at one moment, prepared for trying calibrations on. */
export interface Sight {
  /** The calibration that holds for this image as its file has it. */
  readonly written: FoundCalibration;
  /** Of the image, pixels. */
  readonly width: number;
  readonly height: number;
  /** Undefined: it could not be decoded, or is missing. */
  readonly image: GreyImage | undefined;
  /** Where the image's edges are, crossed along rows and along columns. */
  readonly edges: { readonly x: EdgeField; readonly y: EdgeField } | undefined;
  /** Of the lidars. */
  readonly depth: readonly DepthEdges[];
  /** Some points, x y z each, label frame. */
  readonly sample: Float32Array;
  /** Where the lidars were, label frame. */
  readonly origins: readonly Vec3[];
  /** Of this camera. */
  readonly boxes: readonly LabelledBox[];
}

/** Points of each moment whose place in the image is looked at. */
const SAMPLE = 4000;

/** The sights of each camera, by its id. A moment without any size of the image is left out. */
export function sightsOf({ cameras, moments }: ExaminedRig): ReadonlyMap<string, readonly Sight[]> {
  const prepared = moments.map((moment) => ({
    ...moment,
    depth: moment.clouds.map((cloud) => remembered(depths, cloud, depthEdges)),
    sample: sampleOf(moment.clouds),
    origins: moment.clouds.map(({ origin }) => origin),
  }));
  const sightsBy = (camera: ExaminedCamera): Sight[] =>
    prepared.flatMap(({ images, calibrations, depth, sample, origins, boxes: all }) => {
      const written = calibrations.get(camera.id) ?? camera.written ?? camera.refused;
      const image = images.get(camera.id);
      const width = image?.fullWidth ?? camera.width;
      const height = image?.fullHeight ?? camera.height;
      if (written === undefined || width === undefined || height === undefined) return [];
      const edges = image && remembered(fields, image, edgeFields);
      const boxes = all.filter((box) => box.camera === camera.id);
      return [{ written, width, height, image, edges, depth, sample, origins, boxes }];
    });
  return new Map(cameras.map((camera) => [camera.id, sightsBy(camera)]));
}

/** A rig is diagnosed again when a correction is tried: its clouds and images are still the same. */
const depths = new WeakMap<ExaminedCloud, DepthEdges>();
const fields = new WeakMap<GreyImage, NonNullable<Sight['edges']>>();

function remembered<K extends object, V>(memory: WeakMap<K, V>, key: K, prepare: (key: K) => V): V {
  const value = memory.get(key) ?? prepare(key);
  memory.set(key, value);
  return value;
}

function edgeFields(image: GreyImage): NonNullable<Sight['edges']> {
  return { x: edgeField(image, 'x'), y: edgeField(image, 'y') };
}

function sampleOf(clouds: readonly ExaminedCloud[]): Float32Array {
  const total = clouds.reduce((sum, { points }) => sum + points.length / 3, 0);
  const stride = Math.max(1, Math.floor(total / SAMPLE));
  const sample: number[] = [];
  for (const { points } of clouds) {
    for (let i = 0; i < points.length / 3; i += stride) {
      sample.push(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!);
    }
  }
  return Float32Array.from(sample);
}
