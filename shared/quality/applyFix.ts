import { deepEqual } from '../deepEqual.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { yawOf } from '../geometry/quaternion.ts';
import { projectionsOf } from '../labels/projectionsOf.ts';
import { roundChanges, roundRadians } from '../labels/rounding.ts';
import type { Box2dJson, ObjectJson } from '../labels/sidecar.ts';
import type { TrackJson } from '../labels/tracksFile.ts';
import type { Fix } from './finding.ts';
import type { QualityCamera, QualityFrame } from './qualityFrame.ts';

/** What fixes change of a frame. */
export interface FixedLabels {
  readonly objects: readonly ObjectJson[];
  readonly boxes2d: readonly Box2dJson[];
}

/**
 * The labels of a frame with a fix applied; what is derived of a cuboid (yaw, points, projections) is derived anew. The
 * same when the fix is about nothing in the frame.
 *
 * @param frame its cameras and points, as far as they are at hand: what cannot be derived is unknown afterwards
 */
export function applyFix(
  labels: FixedLabels,
  fix: Fix,
  frame: Pick<QualityFrame, 'cameras' | 'points'>,
): FixedLabels {
  const { objects, boxes2d } = labels;
  const mapObjects = (change: (object: ObjectJson) => ObjectJson): FixedLabels => ({
    boxes2d,
    objects: objects.map(change),
  });
  const mapBoxes = (change: (box: Box2dJson) => Box2dJson): FixedLabels => ({
    objects,
    boxes2d: boxes2d.map(change),
  });
  switch (fix.kind) {
    case 'cuboid':
      return mapObjects((object) =>
        object.id === fix.objectId ? withCuboid(object, fix.cuboid, frame) : object,
      );
    case 'trackSize':
      return mapObjects((object) => {
        const { centre, rotation } = object.cuboid;
        if (object.trackId !== fix.trackId) return object;
        return withCuboid(object, { centre, size: fix.size, rotation }, frame);
      });
    case 'trackClass':
      return {
        objects: objects.map((object) =>
          object.trackId === fix.trackId ? { ...object, class: fix.class } : object,
        ),
        boxes2d: boxes2d.map((box) => (box.trackId === fix.trackId ? { ...box, class: fix.class } : box)),
      };
    case 'removeObject':
      return { boxes2d, objects: objects.filter(({ id }) => id !== fix.objectId) };
    case 'removeBox':
      return { objects, boxes2d: boxes2d.filter(({ id }) => id !== fix.box2dId) };
    case 'rectangle':
      return mapBoxes((box) =>
        box.id === fix.box2dId ? { ...box, rectangle: { ...box.rectangle, ...fix.rectangle } } : box,
      );
    case 'links': {
      const links = new Map(fix.links.map(({ box2dId, trackId }) => [box2dId, trackId]));
      return mapBoxes((box) => (links.has(box.id) ? linked(box, links.get(box.id)) : box));
    }
    case 'attributes': {
      const withAttributes = <T extends ObjectJson | Box2dJson>(one: T): T =>
        one.id === fix.id ? { ...one, attributes: { ...one.attributes, ...fix.attributes } } : one;
      return { objects: objects.map(withAttributes), boxes2d: boxes2d.map(withAttributes) };
    }
  }
}

/** The tracks with a fix applied; the same array when it is about none of them. */
export function applyFixToTracks(tracks: readonly TrackJson[], fix: Fix): readonly TrackJson[] {
  if (fix.kind !== 'trackClass' && fix.kind !== 'trackSize') return tracks;
  const fixed = tracks.map((track): TrackJson => {
    if (track.id !== fix.trackId) return track;
    return fix.kind === 'trackClass' ? { ...track, class: fix.class } : { ...track, size: [...fix.size] };
  });
  return deepEqual(fixed, tracks) ? tracks : fixed;
}

function linked(box: Box2dJson, trackId: string | undefined): Box2dJson {
  if (trackId !== undefined) return { ...box, trackId, linkedBy: 'matched' };
  const free = { ...box };
  delete free.trackId;
  delete free.linkedBy;
  return free;
}

function withCuboid(
  object: ObjectJson,
  cuboid: Cuboid,
  { cameras, points }: Pick<QualityFrame, 'cameras' | 'points'>,
): ObjectJson {
  const { centre, size, rotation } = roundChanges(cuboid, object.cuboid);
  const placed: Cuboid = { centre, size, rotation };
  const { centre: c, size: s, rotation: r } = object.cuboid;
  const isMoved = !deepEqual(placed, { centre: c, size: s, rotation: r });
  const derived = projectionsOf(placed, cameras.flatMap(projecting));
  const isDerived = new Set(cameras.flatMap(projecting).map(({ id }) => id));
  const kept = isMoved ? [] : object.projections.filter(({ camera }) => !isDerived.has(camera));
  return {
    ...object,
    cuboid: {
      ...object.cuboid,
      centre: [...centre],
      size: [...size],
      rotation: [...rotation],
      yaw: roundRadians(yawOf(rotation)),
    },
    points: isMoved ? (points?.count([placed])[0] ?? null) : object.points,
    projections: [...kept, ...derived],
  };
}

function projecting({ id, view, calibration }: QualityCamera) {
  return view === undefined || calibration === undefined ? [] : [{ id, view, hash: calibration }];
}
