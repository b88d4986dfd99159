import { scale, subtract, type Vec3 } from '../../geometry/vec3.ts';
import type { ObjectJson } from '../../labels/sidecar.ts';
import type { QualityFrame } from '../qualityFrame.ts';

/** What is asked of a frame: where its objects are, and when. */
export interface Moment extends Pick<QualityFrame, 'timeSeconds'> {
  readonly objects: readonly PlacedObject[];
}

/** What of an object tells how it moves, and how large it is. */
export type PlacedObject = Pick<ObjectJson, 'trackId'> & {
  readonly cuboid: Pick<ObjectJson['cuboid'], 'centre' | 'size'>;
};

/** Seconds: over more than that an object may have done anything in between. */
const LONGEST = 2.5;

/**
 * How the objects of a frame move as its vehicle sees them: from the frame before to the one after, as far as both have
 * the object, else from or to this one. Differences of places in label frames that move with the vehicle, for that is
 * how an image that is taken too late sees them: a parked car that is passed moves.
 *
 * @returns metres per second in the label frame, by track
 */
export function relativeVelocities(
  before: Moment | undefined,
  here: Moment,
  after: Moment | undefined,
): ReadonlyMap<string, Vec3> {
  const earlier = placesOf(before);
  const later = placesOf(after);
  const velocities = new Map<string, Vec3>();
  for (const { trackId, cuboid } of here.objects) {
    const now = { place: cuboid.centre, seconds: here.timeSeconds };
    const velocity = velocityBetween(earlier.get(trackId) ?? now, later.get(trackId) ?? now);
    if (velocity !== undefined) velocities.set(trackId, velocity);
  }
  return velocities;
}

interface PlaceInTime {
  readonly place: Vec3;
  readonly seconds: number | undefined;
}

function placesOf(moment: Moment | undefined): ReadonlyMap<string, PlaceInTime> {
  return new Map(
    moment?.objects.map(({ trackId, cuboid }) => [
      trackId,
      { place: cuboid.centre, seconds: moment.timeSeconds },
    ]),
  );
}

/** Undefined where the times do not tell, or lie too far apart. */
export function velocityBetween(from: PlaceInTime, to: PlaceInTime): Vec3 | undefined {
  if (from.seconds === undefined || to.seconds === undefined) return undefined;
  const seconds = to.seconds - from.seconds;
  if (!(seconds > 1e-3 && seconds <= LONGEST)) return undefined;
  const velocity = scale(subtract(to.place, from.place), 1 / seconds);
  return velocity.every(Number.isFinite) ? velocity : undefined;
}
