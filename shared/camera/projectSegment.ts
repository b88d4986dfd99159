import { squaredDistanceToSegment } from '../geometry/point2.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { dot, midpoint, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';

/** Pixels. Tested at three inner points of each piece; what lies between them stays within about a quarter of a pixel. */
const FLATNESS = 0.19;
/**
 * A short piece is tested in its middle alone, and more strictly: there a curve is an arc, of which the middle is farthest
 * from the chord, and what an arc is not, grows with the third power of its length.
 */
const SHORT_FLATNESS = FLATNESS / 1.5;

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

/** The pixels of a line, at least two. */
export type Polyline = readonly Pixel[];

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
): readonly Polyline[] {
  return projectSegments(model, [from, to], [[0, 1]], image)[0]!;
}

/**
 * As {@link projectSegment}, for several segments between the same points, each of which is projected once.
 *
 * @param segments pairs of indices of `points`
 * @returns the polylines of each segment
 */
export function projectSegments(
  model: CameraModel,
  points: readonly Vec3[],
  segments: readonly (readonly [from: number, to: number])[],
  image?: Rectangle,
): readonly (readonly Polyline[])[] {
  const drawing = { model, image };
  const samples = points.map((point) => sample(model, point));
  return segments.map(([a, b]) => {
    const [from, to] = [points[a]!, points[b]!];
    const polylines: Polyline[] = [];
    for (const [start, end] of model.clipSegment(from, to)) {
      const first = start === from ? samples[a] : sample(model, start);
      const last = end === to ? samples[b] : sample(model, end);
      if (first !== undefined && last !== undefined) polylines.push(follow(drawing, first, last));
    }
    return polylines;
  });
}

function follow(drawing: Drawing, first: Sample, last: Sample): Polyline {
  const points = [first.pixel];
  const { model } = drawing;
  if (!model.isRectilinear)
    appendBetween(drawing, points, first, sampleBetween(model, first, last), last, DEEPEST);
  points.push(last.pixel);
  return points;
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
  const outside = image === undefined ? 0 : OUTSIDE_FLATNESS * distanceFrom(image, start, end);
  if (
    isNarrow(start.point, end.point, COSINE_SQUARED_8) &&
    isOnChord(middle, start, end, SHORT_FLATNESS + outside)
  )
    return;
  const before = sampleBetween(model, start, middle);
  const after = sampleBetween(model, middle, end);
  const isFlat =
    isOnChord(middle, start, end, FLATNESS + outside) &&
    isOnChord(before, start, end, FLATNESS + outside) &&
    isOnChord(after, start, end, FLATNESS + outside);
  if (isFlat && isNarrow(start.point, end.point, COSINE_SQUARED_20)) return;
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

/** Of the angle between two directions, by the square of its cosine: over a wider one a curve can leave the chord between the samples. */
function isNarrow(a: Vec3, b: Vec3, cosineSquared: number): boolean {
  const cosine = dot(a, b);
  return cosine > 0 && cosine * cosine > cosineSquared * dot(a, a) * dot(b, b);
}

const COSINE_SQUARED_20 = 0.883;
const COSINE_SQUARED_8 = 0.981;

function isOnChord(candidate: Sample | undefined, start: Sample, end: Sample, flatness: number): boolean {
  return (
    candidate !== undefined &&
    squaredDistanceToSegment(candidate.pixel, start.pixel, end.pixel) <= flatness * flatness
  );
}

function sampleBetween(model: CameraModel, a: Sample, b: Sample): Sample | undefined {
  return sample(model, midpoint(a.point, b.point));
}

function sample(model: CameraModel, point: Vec3): Sample | undefined {
  const pixel = model.project(point);
  return pixel && { point, pixel };
}
