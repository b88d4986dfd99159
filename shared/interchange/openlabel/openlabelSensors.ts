import { invertTransform } from '../../geometry/rigidTransform.ts';
import type { FrameLabels, LabelFrame, LabelSequence, LabelSet } from '../common/labelSet.ts';
import { computedRows, rowsOf } from '../common/transformRows.ts';
import { openlabelLens } from './openlabelLens.ts';

/** The names of the coordinate systems that are not sensors'. */
export const WORLD = 'world';
export const EGO = 'ego';

interface CoordinateSystem {
  readonly type: 'scene_cs' | 'local_cs' | 'sensor_cs';
  readonly parent: string;
  readonly children: readonly string[];
  /** `matrix4x4` of the transform from this system to its parent. */
  readonly pose_wrt_parent?: { readonly matrix4x4: readonly number[] };
}

/** A tree: the world, the vehicle, the labels' own system, and in it the cameras, as far as they are known. */
export function coordinateSystems(
  { labelFrame }: LabelSet,
  { cameras, egoFromLabel, frames }: LabelSequence,
): Record<string, CoordinateSystem> {
  const hasWorld = frames.some(({ worldFromEgo }) => worldFromEgo !== undefined);
  const hasEgo = labelFrame !== EGO && (egoFromLabel !== undefined || hasWorld);
  const systems: Record<string, CoordinateSystem> = {};
  const top = hasEgo ? EGO : labelFrame;
  if (hasWorld) systems[WORLD] = { type: 'scene_cs', parent: '', children: [top] };
  if (hasEgo) systems[EGO] = { type: 'local_cs', parent: hasWorld ? WORLD : '', children: [labelFrame] };
  systems[labelFrame] = {
    type: labelFrame === EGO ? 'local_cs' : 'sensor_cs',
    parent: hasEgo ? EGO : hasWorld ? WORLD : '',
    children: cameras.map(({ id }) => id),
    ...(hasEgo && egoFromLabel !== undefined ? { pose_wrt_parent: { matrix4x4: rowsOf(egoFromLabel) } } : {}),
  };
  for (const { id, calibration } of cameras) {
    const pose = calibration && computedRows(invertTransform(calibration.cameraFromLabel));
    systems[id] = {
      type: 'sensor_cs',
      parent: labelFrame,
      children: [],
      ...(pose === undefined ? {} : { pose_wrt_parent: { matrix4x4: pose } }),
    };
  }
  return systems;
}

/** A stream for each camera, with its lens, and one for the lidar. */
export function streamsOf(
  { labelFrame }: LabelSet,
  { cameras, frames }: LabelSequence,
): Record<string, object> {
  const lidar = frames.find(({ cloud }) => cloud !== undefined)?.cloud?.sensor ?? labelFrame;
  const streams: Record<string, object> = { [lidar]: { type: 'lidar' } };
  for (const camera of cameras) {
    const { id, calibration } = camera;
    const properties = calibration && openlabelLens(calibration.intrinsics, camera);
    streams[id] = { type: 'camera', ...(properties === undefined ? {} : { stream_properties: properties }) };
  }
  return streams;
}

/** When the frame was, which files belong to it, how the vehicle stood, and calibrations that only this frame has. */
export function frameProperties(
  { labelFrame }: LabelSet,
  { cameras }: LabelSequence,
  { id, name, cloud, images, worldFromEgo }: LabelFrame,
  { calibrations }: FrameLabels,
): object {
  const transforms: Record<string, object> = {};
  const transform = (src: string, dst: string, rows: readonly number[]): void => {
    transforms[`${src}_to_${dst}`] = { src, dst, transform_src_to_dst: { matrix4x4: rows } };
  };
  if (worldFromEgo !== undefined) transform(EGO, WORLD, rowsOf(worldFromEgo));
  const streams: Record<string, object> = {};
  if (cloud !== undefined) streams[cloud.sensor] = { type: 'lidar', uri: cloud.path };
  for (const { sensor, path } of images) streams[sensor] = { type: 'camera', uri: path };
  for (const camera of cameras) {
    const own = calibrations?.get(camera.id);
    if (own === undefined) continue;
    const stream_properties = openlabelLens(own.intrinsics, camera);
    streams[camera.id] = { ...(streams[camera.id] ?? { type: 'camera' }), stream_properties };
    transform(camera.id, labelFrame, computedRows(invertTransform(own.cameraFromLabel)));
  }
  return {
    ...(cloud?.ns === undefined ? {} : { timestamp: cloud.ns }),
    ...(Object.keys(streams).length === 0 ? {} : { streams }),
    ...(Object.keys(transforms).length === 0 ? {} : { transforms }),
    boxwright: { frame: id, name },
  };
}
