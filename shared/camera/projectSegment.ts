import { distanceToSegment } from '../geometry/point2.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { dot, lerp, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';

/** Pixels. Tested at three inner points of each piece; what lies between them stays within about a quarter of a pixel. */
const FLATNESS = 0.12;

/**
 * Outside the image a curve may leave its chord by this part of the chord's distance from it: it stays outside, and its
 * extent is right to two percent. Close to a lens's plane pixels run to millions, which no one ever sees.
 */
const OUTSIDE_FLATNESS = 0.02;

/** 4,096 pieces at most, and many only where they are needed: enough unless an edge passes within centimetres of the lens. */
const DEEPEST = 12;

/** A point of the segment with its image. */
interface Sample {
  readonly point: Vec3;
  readonly pixel: Pixel;
}

/** What a line is drawn with: the lens, and the image in which it must be exact; undefined: everywhere. */
interface Drawing {
  readonly model: CameraModel;
  readonly image: Rectangle | undefined;
}

/**
 * Polylines of at least two pixels that follow the image of a camera-frame segment: one per part inside the lens's
 * domain, not clipped by the image's border. Clipping comes before the division, so that a segment that ends behind
 * the camera is cut, never mirrored.
 *
 * @param image where the line must be within a quarter of a pixel of the true curve; everywhere unless given
 */
export function projectSegment(
  model: CameraModel,
  from: Vec3,
  to: Vec3,
  image?: Rectangle,
): readonly (readonly Pixel[])[] {
  const polylines: (readonly Pixel[])[] = [];
  for (const [start, end] of model.clipSegment(from, to)) {
    const first = sample(model, start);
    const last = sample(model, end);
    if (first !== undefined && last !== undefined) {
      const points = [first.pixel];
      if (!model.isRectilinear)
        appendBetween({ model, image }, points, first, sampleBetween(model, first, last), last, DEEPEST);
      points.push(last.pixel);
      polylines.push(points);
    }
  }
  return polylines;
}

/** Adds the pixels strictly between the two ends where the curve leaves the chord. */
function appendBetween(
  drawing: Drawing,
  points: Pixel[],
  start: Sample,
  middle: Sample | undefined,
  end: Sample,
  depth: number,
): void {
  if (depth === 0 || middle === undefined) return;
  const { model, image } = drawing;
  const before = sampleBetween(model, start, middle);
  const after = sampleBetween(model, middle, end);
  const flatness = FLATNESS + (image === undefined ? 0 : OUTSIDE_FLATNESS * distanceFrom(image, start, end));
  const isFlat =
    isOnChord(middle, start, end, flatness) &&
    isOnChord(before, start, end, flatness) &&
    isOnChord(after, start, end, flatness);
  if (isFlat && isNarrow(start.point, end.point)) return;
  appendBetween(drawing, points, start, before, middle, depth - 1);
  points.push(middle.pixel);
  appendBetween(drawing, points, middle, after, end, depth - 1);
}

/** At least how far a chord stays outside the image: pixels between it and the rectangle around the chord. */
function distanceFrom(
  { left, top, right, bottom }: Rectangle,
  { pixel: a }: Sample,
  { pixel: b }: Sample,
): number {
  const across = Math.max(left - Math.max(a[0], b[0]), Math.min(a[0], b[0]) - right, 0);
  const down = Math.max(top - Math.max(a[1], b[1]), Math.min(a[1], b[1]) - bottom, 0);
  return Math.max(across, down);
}

/** Is the angle between two directions under 15°? Over a wider one a curve can leave the chord between the samples. */
function isNarrow(a: Vec3, b: Vec3): boolean {
  const cosine = dot(a, b);
  return cosine > 0 && cosine * cosine > COSINE_SQUARED_15 * dot(a, a) * dot(b, b);
}

const COSINE_SQUARED_15 = 0.933;

function isOnChord(candidate: Sample | undefined, start: Sample, end: Sample, flatness: number): boolean {
  return candidate !== undefined && distanceToSegment(candidate.pixel, start.pixel, end.pixel) <= flatness;
}

function sampleBetween(model: CameraModel, a: Sample, b: Sample): Sample | undefined {
  return sample(model, lerp(a.point, b.point, 0.5));
}

function sample(model: CameraModel, point: Vec3): Sample | undefined {
  const pixel = model.project(point);
  return pixel && { point, pixel };
}
