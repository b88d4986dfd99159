import { distanceToSegment } from '../geometry/point2.ts';
import { dot, lerp, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';

/** Pixels. Tested at three inner points of each piece; what lies between them stays within about a quarter of a pixel. */
const FLATNESS = 0.12;

/** 4,096 pieces at most, and many only where they are needed: enough unless an edge passes within centimetres of the lens. */
const DEEPEST = 12;

/** A point of the segment with its image. */
interface Sample {
  readonly point: Vec3;
  readonly pixel: Pixel;
}

/**
 * Polylines of at least two pixels that follow the image of a camera-frame segment: one per part inside the lens's
 * domain, not clipped by the image's border. Clipping comes before the division, so that a segment that ends behind
 * the camera is cut, never mirrored.
 */
export function projectSegment(model: CameraModel, from: Vec3, to: Vec3): readonly (readonly Pixel[])[] {
  const polylines: (readonly Pixel[])[] = [];
  for (const [start, end] of model.clipSegment(from, to)) {
    const first = sample(model, start);
    const last = sample(model, end);
    if (first !== undefined && last !== undefined) {
      const points = [first.pixel];
      if (!model.isRectilinear)
        appendBetween(model, points, first, sampleBetween(model, first, last), last, DEEPEST);
      points.push(last.pixel);
      polylines.push(points);
    }
  }
  return polylines;
}

/** Adds the pixels strictly between the two ends where the curve leaves the chord. */
function appendBetween(
  model: CameraModel,
  points: Pixel[],
  start: Sample,
  middle: Sample | undefined,
  end: Sample,
  depth: number,
): void {
  if (depth === 0 || middle === undefined) return;
  const before = sampleBetween(model, start, middle);
  const after = sampleBetween(model, middle, end);
  const isFlat =
    isOnChord(middle, start, end) && isOnChord(before, start, end) && isOnChord(after, start, end);
  if (isFlat && isNarrow(start.point, end.point)) return;
  appendBetween(model, points, start, before, middle, depth - 1);
  points.push(middle.pixel);
  appendBetween(model, points, middle, after, end, depth - 1);
}

/** Is the angle between two directions under 15°? Over a wider one a curve can leave the chord between the samples. */
function isNarrow(a: Vec3, b: Vec3): boolean {
  const cosine = dot(a, b);
  return cosine > 0 && cosine * cosine > COSINE_SQUARED_15 * dot(a, a) * dot(b, b);
}

const COSINE_SQUARED_15 = 0.933;

function isOnChord(candidate: Sample | undefined, start: Sample, end: Sample): boolean {
  return candidate !== undefined && distanceToSegment(candidate.pixel, start.pixel, end.pixel) <= FLATNESS;
}

function sampleBetween(model: CameraModel, a: Sample, b: Sample): Sample | undefined {
  return sample(model, lerp(a.point, b.point, 0.5));
}

function sample(model: CameraModel, point: Vec3): Sample | undefined {
  const pixel = model.project(point);
  return pixel && { point, pixel };
}
