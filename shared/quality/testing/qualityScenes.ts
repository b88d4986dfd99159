import { fromYaw, type Quaternion } from '../../geometry/quaternion.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { DEFAULT_ONTOLOGY } from '../../dataset/defaultOntology.ts';
import { objectIdOf } from '../../labels/ids.ts';
import type { Box2dJson, ObjectJson } from '../../labels/sidecar.ts';
import type { TrackJson } from '../../labels/tracksFile.ts';
import type { Finding } from '../finding.ts';
import { parameterOf, type Thresholds } from '../parameterOf.ts';
import type { QualityFrame, QualityPoints } from '../qualityFrame.ts';
import { SightIndex } from '../sightIndex.ts';
import type { FrameRule, RuleContext, TrackRule } from '../rule.ts';

/** The n-th track of a test. */
export function trackId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

export function trackOf(n: number, more: Partial<TrackJson> = {}): TrackJson {
  return { id: trackId(n), number: n, class: 'car', attributes: {}, ...more };
}

interface Placement {
  readonly frame?: number;
  readonly class?: string;
  readonly centre?: Vec3;
  readonly size?: Vec3;
  readonly yawRad?: number;
  readonly rotation?: Quaternion;
}

/** A car of the usual size, unless told otherwise: the object of the n-th track in a frame. */
export function objectOf(n: number, placement: Placement = {}, more: Partial<ObjectJson> = {}): ObjectJson {
  const { frame = 0, centre = [10, 0, 0.8], size = [4.5, 1.85, 1.55], yawRad = 0 } = placement;
  const rotation = placement.rotation ?? fromYaw(yawRad);
  return {
    id: objectIdOf(trackId(n), `frame${frame}`),
    trackId: trackId(n),
    class: placement.class ?? 'car',
    attributes: {},
    cuboid: {
      centre: [...centre],
      size: [...size],
      rotation: [...rotation],
      yaw: cuboidYaw({ centre, size, rotation }),
    },
    points: null,
    provenance: { source: 'manual', keyframe: true },
    status: 'confirmed',
    projections: [],
    ...more,
  };
}

/** Ten frames a second, the vehicle at rest. */
export function frameOf(
  index: number,
  objects: readonly ObjectJson[],
  more: Partial<QualityFrame> = {},
): QualityFrame {
  return {
    id: `frame${index}`,
    index,
    objects,
    boxes2d: [],
    review: [],
    cameras: [],
    timeSeconds: index / 10,
    worldFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
    sensor: [0, 0, 1.8],
    ...more,
  };
}

function contextOf(
  rule: FrameRule | TrackRule,
  tracks: readonly TrackJson[],
  thresholds: Thresholds,
): RuleContext {
  return {
    tracks: new Map(tracks.map((track) => [track.id, track])),
    ontology: DEFAULT_ONTOLOGY,
    parameter: parameterOf(rule, thresholds),
  };
}

export function checkFrameRule(
  rule: FrameRule,
  frame: QualityFrame,
  { tracks = [], thresholds = {} }: { tracks?: readonly TrackJson[]; thresholds?: Thresholds } = {},
): readonly Finding[] {
  return [...rule.check(frame, contextOf(rule, tracks, thresholds))];
}

/** @param frames each with one object of the track; those without are gaps */
export function checkTrackRule(
  rule: TrackRule,
  frames: readonly QualityFrame[],
  { track = trackOf(1), thresholds = {} }: { track?: TrackJson; thresholds?: Thresholds } = {},
): readonly Finding[] {
  const index = new SightIndex();
  for (const frame of frames) index.set(frame);
  const sights = index.of(track.id);
  return [...rule.check(track, sights, contextOf(rule, [track], thresholds))];
}

/** A cloud that answers as told, and else nothing. */
export function pointsWith(answers: Partial<QualityPoints>): QualityPoints {
  return {
    count: (cuboids) => cuboids.map(() => 0),
    countOutside: () => 0,
    groundHeight: () => undefined,
    unlabelled: () => [],
    ...answers,
  };
}

/** The n-th 2D box of a test: of a car, on the front camera. */
export function boxOf(n: number, more: Partial<Box2dJson> = {}): Box2dJson {
  return {
    id: trackId(1000 + n),
    camera: 'front',
    rectangle: { left: 100, top: 100, right: 200, bottom: 160 },
    class: 'car',
    source: 'manual',
    ...more,
  };
}

interface Drive {
  readonly metresPerSecond?: number;
  /** Along x, by time in seconds. */
  readonly metres?: (seconds: number) => number;
  readonly yawRad?: (seconds: number) => number;
  /** Seconds between frames. */
  readonly step?: number;
  readonly count?: number;
  readonly isPosed?: boolean;
  readonly isTimed?: boolean;
}

/** The first track's car over ten frames, ten a second unless told otherwise. */
export function drive({ metresPerSecond = 0, step = 0.1, count = 10, ...how }: Drive): QualityFrame[] {
  const { metres = (seconds) => metresPerSecond * seconds, yawRad = () => 0 } = how;
  return Array.from({ length: count }, (_, frame) => {
    const seconds = Number((frame * step).toFixed(6));
    const object = objectOf(1, { frame, centre: [metres(seconds), 4, 0.8], yawRad: yawRad(seconds) });
    return frameOf(frame, [object], {
      timeSeconds: how.isTimed === false ? undefined : seconds,
      ...(how.isPosed === false ? { worldFromLabel: undefined } : {}),
    });
  });
}
