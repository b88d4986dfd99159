import { createCameraModel } from '../../../camera/createCameraModel.ts';
import { projectVisible } from '../../../camera/projectVisible.ts';
import { DEFAULT_ONTOLOGY } from '../../../dataset/defaultOntology.ts';
import type { Cuboid } from '../../../geometry/cuboid.ts';
import { fromYaw } from '../../../geometry/quaternion.ts';
import type { Box2dJson, ObjectJson } from '../../../labels/sidecar.ts';
import type { TrackJson } from '../../../labels/tracksFile.ts';
import type { QualityCamera, QualityFrame, QualityPoints } from '../../qualityFrame.ts';
import type { FrameRule, RuleContext } from '../../rule.ts';
import type { Finding } from '../../finding.ts';

/** A small street for the tests of the agreement rules: four objects, two cameras, 2D boxes that are exactly right. */

export function uuid(last: number): string {
  return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
}

/** Looks along a heading of the label frame from its origin. */
export function camera(id: string, headingRad: number): QualityCamera & { readonly view: object } {
  const [cos, sin] = [Math.cos(headingRad), Math.sin(headingRad)];
  const model = createCameraModel({ model: 'pinhole', fx: 800, fy: 800, cx: 639.5, cy: 359.5 });
  const cameraFromLabel = {
    rotation: [sin, -cos, 0, 0, 0, -1, cos, sin, 0] as const,
    translation: [0, 0, 0] as const,
  };
  return { id, view: { model, cameraFromLabel, width: 1280, height: 720 } };
}

export function object(
  last: number,
  centre: readonly [number, number, number],
  yaw: number,
  changes: Partial<ObjectJson> = {},
): ObjectJson {
  return {
    id: uuid(100 + last),
    trackId: uuid(last),
    class: 'car',
    attributes: {},
    cuboid: { centre: [...centre], size: [4.5, 1.85, 1.55], rotation: [...fromYaw(yaw)], yaw },
    points: 200,
    provenance: { source: 'manual', keyframe: true },
    status: 'confirmed',
    projections: [],
    ...changes,
  };
}

/** Cars 1 to 4: two ahead, one aside that both cameras see, one on the left. */
export const CARS: readonly ObjectJson[] = [
  object(1, [18, -2, -0.9], 0.1),
  object(2, [26, 5, -0.9], 1.9),
  object(3, [13, 9, -0.9], 0.7),
  object(4, [-2, 16, -0.9], 1.5),
];

/** 2D boxes of all that the cameras see, exactly as projected. */
export function boxesOf(objects: readonly ObjectJson[], cameras: readonly QualityCamera[]): Box2dJson[] {
  return cameras.flatMap(({ id, view }) =>
    objects.flatMap((seen): Box2dJson[] => {
      const projected = view && projectVisible(seen.cuboid, view);
      if (projected === undefined) return [];
      const last = Number(seen.trackId.slice(-6)) + (id === 'front' ? 1000 : 2000);
      const { trackId } = seen;
      const rectangle = { ...projected.clipped };
      return [{ id: uuid(last), camera: id, rectangle, class: seen.class, source: 'manual', trackId }];
    }),
  );
}

/** The street with everything right, but for what a test changes after its 2D boxes were drawn. */
export function street(changes: Partial<QualityFrame> = {}): QualityFrame {
  const cameras = [camera('front', 0), camera('left', Math.PI / 2)];
  return {
    id: 'lidar/000001.pcd',
    index: 1,
    objects: CARS,
    boxes2d: boxesOf(CARS, cameras),
    review: [],
    cameras,
    timeSeconds: 0.1,
    sensor: [0, 0, 0],
    ...changes,
  };
}

/** The street with the cuboid of a car changed. */
export function withCar(last: number, change: (cuboid: Cuboid) => Partial<Cuboid>): QualityFrame {
  const objects = CARS.map((car): ObjectJson => {
    if (car.trackId !== uuid(last)) return car;
    const { centre, size, rotation } = { ...car.cuboid, ...change(car.cuboid) };
    const cuboid = { ...car.cuboid, centre: [...centre], size: [...size], rotation: [...rotation] };
    return Object.assign({}, car, { cuboid });
  });
  return street({ objects });
}

/** The street with 2D boxes changed: those of a car's track on a camera, or all that `change` leaves alone otherwise. */
export function withBoxes(change: (box: Box2dJson) => Box2dJson | undefined): QualityFrame {
  const frame = street();
  return { ...frame, boxes2d: frame.boxes2d.flatMap((box) => change(box) ?? []) };
}

/** The 2D box of car `last` on the camera in front. */
export function frontBox(last: number): string {
  return uuid(1000 + last);
}

/** A cloud of which only the number of points matters, the same in every cuboid. */
export function cloudWith(points: number): QualityPoints {
  return {
    count: (cuboids) => cuboids.map(() => points),
    countOutside: () => 0,
    groundHeight: () => undefined,
    unlabelled: () => [],
  };
}

export const TRACKS: ReadonlyMap<string, TrackJson> = new Map(
  [1, 2, 3, 4].map((number) => [uuid(number), { id: uuid(number), number, class: 'car', attributes: {} }]),
);

export function streetContext(
  { parameters }: { readonly parameters: Readonly<Record<string, number>> },
  thresholds: Readonly<Record<string, number>> = {},
): RuleContext {
  return {
    tracks: TRACKS,
    ontology: DEFAULT_ONTOLOGY,
    parameter: (name) => thresholds[name] ?? parameters[name] ?? Number.NaN,
  };
}

export function check(
  rule: FrameRule,
  frame: QualityFrame,
  thresholds: Readonly<Record<string, number>> = {},
): Finding[] {
  return [...rule.check(frame, streetContext(rule, thresholds))];
}
