import type { Vec3 } from '../geometry/vec3.ts';
import type { CoordinateColumns } from '../pointcloud/cloud.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { CoarseDepth } from './coarseDepth.ts';

/** Points of a cloud that a camera sees: inside its image, inside its lens's domain, and not behind something else. */
export interface SeenPoints {
  readonly count: number;
  /** Of each in the cloud, ascending. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** Two per point: x and y, pixels. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** How far each is from the camera, metres. */
  readonly ranges: Float32Array<ArrayBuffer>;
}

/** Points between two yields: a few milliseconds, after which whoever runs this may have something else to do. */
const BATCH_POINTS = 131_072;
/** Rays through the border of an image are looked at this often on each side. */
const BORDER_SAMPLES = 16;
/** By how much the cone round those rays is widened, radians: lenses that are not quite round bulge between samples. */
const CONE_MARGIN = 0.02;
/** To find where a lens's domain ends between the principal point and the border, to a thousandth of the way. */
const HALVINGS = 10;

/**
 * Projects a cloud of the label frame onto a camera's image. A generator, so that a worker can answer other questions in
 * between, and stop: run it to its end for the result.
 */
export function* projectCloud(
  points: CoordinateColumns,
  camera: CameraView,
): Generator<undefined, SeenPoints> {
  const inImage = new GrowingPoints(points.x.length >> 3);
  const cosine = widestCosine(camera);
  for (let from = 0; from < points.x.length; from += BATCH_POINTS) {
    projectRange(points, from, Math.min(points.x.length, from + BATCH_POINTS), camera, cosine, inImage);
    yield;
  }
  return withoutHidden(inImage, camera);
}

function projectRange(
  { x, y, z }: CoordinateColumns,
  from: number,
  to: number,
  camera: CameraView,
  cosine: number,
  found: GrowingPoints,
): void {
  const { model } = camera;
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = camera.cameraFromLabel.rotation;
  const [t0, t1, t2] = camera.cameraFromLabel.translation;
  const { left, top, right, bottom } = imageRectangle(camera.width, camera.height);
  for (let i = from; i < to; i++) {
    const px = x[i]!;
    const py = y[i]!;
    const pz = z[i]!;
    const depth = r6 * px + r7 * py + r8 * pz + t2;
    // Most points of a sweep lie beside what a camera sees; the lens need not be asked.
    if (depth < 0 && cosine >= 0) continue;
    const across = r0 * px + r1 * py + r2 * pz + t0;
    const down = r3 * px + r4 * py + r5 * pz + t1;
    const range = Math.sqrt(across * across + down * down + depth * depth);
    if (depth < cosine * range) continue;
    const point: Vec3 = [across, down, depth];
    const pixel = model.project(point);
    if (pixel === undefined) continue;
    const [u, v] = pixel;
    if (u >= left && u < right && v >= top && v < bottom) found.push(i, u, v, range);
  }
}

/**
 * Cosine of an angle off the optical axis beyond which nothing is in the image. Rays grow wider all the way from the
 * principal point to the border, or to where the lens's domain ends before it.
 */
function widestCosine(camera: CameraView): number {
  const { left, top, right, bottom } = imageRectangle(camera.width, camera.height);
  let angle = 0;
  for (let i = 0; i <= BORDER_SAMPLES; i++) {
    const u = left + ((right - left) * i) / BORDER_SAMPLES;
    const v = top + ((bottom - top) * i) / BORDER_SAMPLES;
    for (const border of [
      [u, top],
      [u, bottom],
      [left, v],
      [right, v],
    ] as const) {
      angle = Math.max(angle, widestAngleTo(border, camera.model));
    }
  }
  return Math.cos(Math.min(Math.PI, angle + CONE_MARGIN));
}

/** The widest angle of a ray on the way from the principal point to a pixel, radians. */
function widestAngleTo([u, v]: Pixel, { intrinsics: { cx, cy }, unproject }: CameraModel): number {
  const rayAt = (part: number): Vec3 | undefined => unproject([cx + part * (u - cx), cy + part * (v - cy)]);
  let ray = rayAt(1);
  if (ray === undefined) {
    let [inside, outside] = [0, 1];
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (inside + outside) / 2;
      if (rayAt(middle) === undefined) outside = middle;
      else inside = middle;
    }
    ray = rayAt(inside) ?? [0, 0, -1];
  }
  return Math.acos(Math.min(1, Math.max(-1, ray[2])));
}

function withoutHidden({ count, indices, pixels, ranges }: GrowingPoints, camera: CameraView): SeenPoints {
  const depth = new CoarseDepth(camera.width, camera.height, { count, pixels, ranges });
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const [u, v, range] = [pixels[2 * i]!, pixels[2 * i + 1]!, ranges[i]!];
    if (depth.isHidden(u, v, range)) continue;
    indices[kept] = indices[i]!;
    pixels[2 * kept] = u;
    pixels[2 * kept + 1] = v;
    ranges[kept] = range;
    kept += 1;
  }
  return {
    count: kept,
    indices: indices.slice(0, kept),
    pixels: pixels.slice(0, 2 * kept),
    ranges: ranges.slice(0, kept),
  };
}

/** Columns that double when they are full: how many points an image shows is known afterwards only. */
class GrowingPoints {
  count = 0;
  indices: Uint32Array<ArrayBuffer>;
  pixels: Float32Array<ArrayBuffer>;
  ranges: Float32Array<ArrayBuffer>;

  constructor(expected: number) {
    const capacity = Math.max(1024, expected);
    this.indices = new Uint32Array(capacity);
    this.pixels = new Float32Array(2 * capacity);
    this.ranges = new Float32Array(capacity);
  }

  push(index: number, u: number, v: number, range: number): void {
    const at = this.count;
    if (at === this.indices.length) this.#grow();
    this.indices[at] = index;
    this.pixels[2 * at] = u;
    this.pixels[2 * at + 1] = v;
    this.ranges[at] = range;
    this.count = at + 1;
  }

  #grow(): void {
    const { indices, pixels, ranges } = this;
    this.indices = new Uint32Array(2 * indices.length);
    this.indices.set(indices);
    this.pixels = new Float32Array(2 * pixels.length);
    this.pixels.set(pixels);
    this.ranges = new Float32Array(2 * ranges.length);
    this.ranges.set(ranges);
  }
}
