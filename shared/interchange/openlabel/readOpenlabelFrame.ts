import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { invertTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import type { FrameLabels, LabelBox2d, LabelCalibration, LabelObject } from '../common/labelSet.ts';
import { attributesFrom } from './openlabelAttributes.ts';
import { TRACK_TEXT } from './openlabelNames.ts';
import { lensOfStream } from './openlabelLens.ts';
import { fromZyx, poseOf } from './openlabelPoses.ts';
import { entrySchema, type Openlabel, type OpenlabelFrame } from './openlabelSchema.ts';

/** The coordinate system that most cuboids are given in; without any, the first that is a sensor's. */
export function mostUsedSystem({ frames, objects, coordinate_systems: systems }: Openlabel): string {
  const counts = new Map<string, number>();
  for (const { objects: inFrame } of Object.values(frames))
    for (const { object_data: data } of Object.values(inFrame))
      for (const entry of data?.cuboid ?? []) {
        const name = entrySchema.safeParse(entry).data?.coordinate_system;
        if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const ofObjects = Object.values(objects).find(({ coordinate_system: name }) => typeof name === 'string');
  const sensor = Object.entries(systems).find(([, { type }]) => type.startsWith('sensor'))?.[0];
  const named = ofObjects?.['coordinate_system'];
  return most?.[0] ?? (typeof named === 'string' ? named : undefined) ?? sensor ?? 'lidar';
}

/** What is in a frame. Cuboids in other coordinate systems than most are named and left out. */
export function frameLabels(
  frame: OpenlabelFrame,
  file: Openlabel,
  system: string,
  at: { readonly path: string; readonly name: string },
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects(at.path, at.name);
  const more = new Map<string, Pick<LabelObject, 'points' | 'isKeyframe'>>();
  const boxes2d: LabelBox2d[] = [];
  let index = 0;
  for (const [key, { object_data: data = {} }] of Object.entries(frame.objects)) {
    const element = Object.hasOwn(file.objects, key) ? file.objects[key] : undefined;
    const track = trackOf(key, element);
    const name = element?.type ?? 'object';
    for (const entry of data.cuboid ?? []) {
      index += 1;
      const cuboid = cuboidOf(entry, system);
      if ('reason' in cuboid) {
        found.skip(track, cuboid);
        continue;
      }
      const { attributes, boxwright } = entrySchema.parse(entry);
      found.add(track, index, { class: name, cuboid, attributes: attributesFrom(attributes) });
      more.set(track, {
        ...(boxwright?.points === undefined ? {} : { points: boxwright.points }),
        ...(boxwright?.keyframe === undefined ? {} : { isKeyframe: boxwright.keyframe }),
      });
    }
    for (const entry of data.bbox ?? []) boxes2d.push(...boxOf(entry, track, name));
  }
  const { objects, problems: faults } = found.finish();
  problems.push(...faults);
  const calibrations = ownCalibrations(frame, system);
  return {
    objects: objects.map(({ sourceId, class: type, cuboid, attributes }) =>
      Object.assign({ track: sourceId, class: type, cuboid, attributes }, more.get(sourceId)),
    ),
    boxes2d,
    ...(calibrations.size === 0 ? {} : { calibrations }),
  };
}

/** Tracks whose names are no keys of the format are kept as a text of the object. */
function trackOf(key: string, element: Openlabel['objects'][string] | undefined): string {
  for (const entry of element?.object_data?.text ?? [])
    if (typeof entry === 'object' && entry !== null && Reflect.get(entry, 'name') === TRACK_TEXT) {
      const value: unknown = Reflect.get(entry, 'val');
      if (typeof value === 'string') return value;
    }
  return key;
}

function cuboidOf(entry: unknown, system: string): Cuboid | SchemaFault {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return schemaFault(parsed.error, entry);
  const { val, coordinate_system: name = system } = parsed.data;
  if (name !== system) return { where: `coordinate_system ${name}`, reason: 'wrongValue' };
  if (val.length !== 9 && val.length !== 10) return { where: 'val', reason: 'wrongCount' };
  const at = (i: number): number => val[i]!;
  const isQuaternion = val.length === 10;
  const size = val.slice(-3);
  if (!size.every((side) => side > 0)) return { where: 'val', reason: 'sizeNotPositive' };
  const rotation = isQuaternion ? ([at(3), at(4), at(5), at(6)] as const) : fromZyx([at(3), at(4), at(5)]);
  if (rotation.every((part) => part === 0)) return { where: 'val', reason: 'wrongValue' };
  return { centre: [at(0), at(1), at(2)], size: [size[0]!, size[1]!, size[2]!], rotation };
}

function boxOf(entry: unknown, track: string, type: string): LabelBox2d[] {
  const { data } = entrySchema.safeParse(entry);
  const camera = data?.coordinate_system;
  if (data?.val.length !== 4 || camera === undefined) return [];
  const [x, y, width, height] = data.val as [number, number, number, number];
  const own = data.boxwright ?? {};
  const attributes = attributesFrom(data.attributes);
  return [
    {
      camera,
      rectangle: {
        left: pixels(x - width / 2),
        top: pixels(y - height / 2),
        right: pixels(x + width / 2),
        bottom: pixels(y + height / 2),
      },
      class: own.class ?? type,
      source: own.source ?? 'imported',
      ...(own.linked === false ? {} : { track }),
      ...(own.extent === undefined ? {} : { extent: own.extent }),
      ...(own.score === undefined ? {} : { score: own.score }),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    },
  ];
}

/** Lenses and poses that only this frame has. */
function ownCalibrations(
  { frame_properties: properties }: OpenlabelFrame,
  system: string,
): ReadonlyMap<string, LabelCalibration> {
  const { streams = {}, transforms = {} } = properties ?? {};
  const found = new Map<string, LabelCalibration>();
  for (const { src, dst, transform_src_to_dst: transform } of Object.values(transforms)) {
    const { intrinsics } = lensOfStream(streams[src]?.stream_properties);
    const pose = dst === system ? poseOf(transform) : undefined;
    if (intrinsics !== undefined && pose !== undefined)
      found.set(src, { intrinsics, cameraFromLabel: invertTransform(pose) });
  }
  return found;
}

function pixels(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
