import { crossed, type Numbers3 } from './independent/boxes.ts';
import type { OpenlabelFile } from './openlabelRules.ts';

type Openlabel = OpenlabelFile['openlabel'];
type Transform = NonNullable<Openlabel['coordinate_systems'][string]['pose_wrt_parent']>;
type Faults = Generator<string>;

/** Counts of coefficients that a lens of OpenCV's can have. */
const PINHOLE_COEFFICIENTS = new Set([5, 8, 12, 14]);
/** Quaternions with four decimals are not quite of unit length, and are written as they were read. */
const FEW_DECIMALS = 1e-3;

/** What is wrong with a file that the standard's schema does not forbid, and every reader needs; one line each. */
export function openlabelFaults({ openlabel }: OpenlabelFile): string[] {
  return [
    ...treeFaults(openlabel),
    ...streamFaults(openlabel),
    ...frameFaults(openlabel),
    ...intervalFaults(openlabel),
  ];
}

/** Coordinate systems are a tree, and poses in it are rigid. */
function* treeFaults({ coordinate_systems: systems }: Openlabel): Faults {
  for (const [name, { parent, children, pose_wrt_parent: pose }] of Object.entries(systems)) {
    if (parent !== '' && systems[parent]?.children.includes(name) !== true)
      yield `${name} is no child of ${parent}`;
    for (const child of children) if (systems[child]?.parent !== name) yield `${child} has another parent`;
    if (pose !== undefined && !isRigid(pose)) yield `the pose of ${name} is no rigid motion`;
    const above = new Set<string>();
    for (let at = parent; at !== '' && !above.has(at); at = systems[at]?.parent ?? '') above.add(at);
    if (above.has(name)) yield `${name} is above itself`;
  }
}

/** Cameras with a lens stand somewhere, and the lens has as many numbers as its model. */
function* streamFaults({ streams, coordinate_systems: systems }: Openlabel): Faults {
  for (const [name, { type, stream_properties: properties }] of Object.entries(streams)) {
    if (type === 'camera' && systems[name] === undefined) yield `${name} has no coordinate system`;
    const lens = properties?.intrinsics_pinhole;
    const count = lens?.distortion_coeffs?.length;
    if (count !== undefined && !PINHOLE_COEFFICIENTS.has(count)) yield `${name} has ${count} coefficients`;
    if (lens !== undefined && !(lens.camera_matrix[0]! > 0 && lens.camera_matrix[5]! > 0))
      yield `${name} has no focal length`;
  }
}

/** What stands in a frame is of objects that are said to be in it, and in coordinate systems that there are. */
function* frameFaults({ frames, objects, coordinate_systems: systems, streams }: Openlabel): Faults {
  for (const [number, { objects: inFrame = {}, frame_properties: properties }] of Object.entries(frames)) {
    for (const [key, { object_data: data }] of Object.entries(inFrame)) {
      if (!isWithin(objects[key]?.frame_intervals, Number(number)))
        yield `${key} is not said to be in ${number}`;
      for (const { val } of data.cuboid ?? []) yield* cuboidFaults(val, `${key} in ${number}`);
      for (const { coordinate_system: system = '' } of [...(data.cuboid ?? []), ...(data.bbox ?? [])])
        if (systems[system] === undefined) yield `${system} is no system`;
    }
    for (const [name, { src, dst, transform_src_to_dst: motion }] of Object.entries(
      properties.transforms ?? {},
    ))
      if (systems[src] === undefined || systems[dst] === undefined || !isRigid(motion))
        yield `${name} in ${number} is no motion between known systems`;
    for (const name of Object.keys(properties.streams ?? {}))
      if (streams[name] === undefined) yield `${name} in ${number} is no stream`;
  }
}

function* cuboidFaults(val: readonly number[], where: string): Faults {
  if (val.length === 10 && Math.abs(Math.hypot(...val.slice(3, 7)) - 1) > FEW_DECIMALS)
    yield `${where} is not turned by a unit quaternion`;
  if (!val.slice(-3).every((side) => side > 0)) yield `${where} is flat`;
}

/** Objects are somewhere, and never where they are not. */
function* intervalFaults({ frames, objects, frame_intervals: all }: Openlabel): Faults {
  for (const number of Object.keys(frames))
    if (!isWithin(all, Number(number))) yield `${number} is in no interval`;
  for (const [key, { frame_intervals: intervals }] of Object.entries(objects)) {
    if (intervals.length === 0) yield `${key} is nowhere`;
    for (const { frame_start: from, frame_end: to } of intervals)
      for (let frame = from; frame <= to; frame += 1)
        if (frames[String(frame)]?.objects?.[key] === undefined) yield `${key} is not in ${frame}`;
  }
}

function isWithin(intervals: Openlabel['frame_intervals'] | undefined, frame: number): boolean {
  return intervals?.some(({ frame_start: from, frame_end: to }) => frame >= from && frame <= to) === true;
}

/** Are the rows of the rotation unit vectors, at right angles and right-handed, to the digits that calibrations have? */
function isRigid(transform: Transform): boolean {
  if (!('matrix4x4' in transform)) return Math.abs(Math.hypot(...transform.quaternion) - 1) < FEW_DECIMALS;
  const m = transform.matrix4x4;
  const [a, b, c] = [m.slice(0, 3), m.slice(4, 7), m.slice(8, 11)] as unknown as [
    Numbers3,
    Numbers3,
    Numbers3,
  ];
  const up = crossed(a, b);
  return (
    [a, b, c].every((row) => Math.abs(Math.hypot(...row) - 1) < 1e-2) &&
    Math.hypot(up[0] - c[0], up[1] - c[1], up[2] - c[2]) < 2e-2 &&
    m.slice(12).join() === '0,0,0,1'
  );
}
