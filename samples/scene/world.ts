import { fromMatrix3 } from '#shared/geometry/quaternion.ts';
import { composeTransforms, transformPoint, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { createActors, EGO_D, egoDistance, type Actor } from './actors.ts';
import { createBackdrop } from './backdrop.ts';
import { buildBvh, type Bvh } from './bvh.ts';
import { placeModel, type Model } from './model.ts';
import { carModel, SEDAN } from './models/car.ts';
import { poseOnSlope } from './road.ts';
import { roundTransform } from '../rounding.ts';

/** A labelled object at one moment. */
export interface SceneObject {
  /** What {@link hitObjectId} answers for it; also its track number. */
  readonly id: number;
  readonly actor: Actor;
  readonly cuboidWorld: Cuboid;
}

/** The street at one moment. */
export interface World {
  readonly worldFromEgo: RigidTransform;
  /** Everything but the sensor car, whose own returns are taken out of every sweep, as usual. */
  readonly seenByLidar: Bvh;
  /** With the sensor car: cameras see its bonnet, its side and its shadow. */
  readonly seenByCameras: Bvh;
  readonly objects: readonly SceneObject[];
}

const ACTORS = createActors();
/** The sensor car's object number; the labelled ones count from 1, the backdrop from 1000. */
export const EGO_ID = 999;
const BACKDROP = createBackdrop(1000);

/** worldFromEgo `time` seconds into the drive. */
export function egoPoseAt(time: number): RigidTransform {
  return roundTransform(poseOnSlope(egoDistance(time), EGO_D, 0));
}

/** The street `time` seconds into the drive. */
export function worldAt(time: number): World {
  const primitives = [...BACKDROP];
  const objects = ACTORS.map((actor, i): SceneObject => {
    const model = actor.modelAt(time);
    const worldFromModel = actor.poseAt(time);
    primitives.push(...placeModel(model, worldFromModel, i + 1));
    return { id: i + 1, actor, cuboidWorld: cuboidOf(model, worldFromModel) };
  });
  const worldFromEgo = egoPoseAt(time);
  // The ego frame lies under the rear axle, the model's under the middle of the car.
  const egoFromModel: RigidTransform = {
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    translation: [SEDAN.wheelbase / 2, 0, 0],
  };
  const ego = placeModel(
    carModel(SEDAN, '#5E6870', 0),
    composeTransforms(worldFromEgo, egoFromModel),
    EGO_ID,
  );
  return {
    worldFromEgo,
    seenByLidar: buildBvh(primitives),
    seenByCameras: buildBvh([...primitives, ...ego]),
    objects,
  };
}

function cuboidOf(model: Model, worldFromModel: RigidTransform): Cuboid {
  return {
    centre: transformPoint(worldFromModel, [0, 0, model.size[2] / 2]),
    size: model.size,
    rotation: fromMatrix3(worldFromModel.rotation),
  };
}
