import { composeTransforms, IDENTITY_TRANSFORM, invertTransform } from '../../geometry/rigidTransform.ts';
import { mutableTransform } from '../calibration.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Lidar, Sequence } from '../dataset.ts';
import { readCameras } from './nuscenesCameras.ts';
import { readMoments, type Moment, type SceneContext } from './nuscenesMoments.ts';
import type { SceneRow } from './nuscenesTables.ts';

/**
 * A scene as a sequence; undefined when none of its samples can be shown. What cannot be used of it is named in the
 * problems of `context.source`.
 */
export async function readScene(
  scene: SceneRow,
  id: string,
  context: SceneContext,
): Promise<Sequence | undefined> {
  const { source, index, flavour, reference } = context;
  const moments = readMoments(index.samples.get(scene.token) ?? [], context);
  if (moments.length === 0) return undefined;
  const cameras = await readCameras(moments, context);
  const pose = moments.map(({ cloud }) => cloud.calibration.pose).find((one) => !('fault' in one));
  return {
    id,
    name: scene.name ?? id,
    folder: joinPath(source.tables, id),
    ...(pose !== undefined && !('fault' in pose) && { egoFromLabel: mutableTransform(pose.egoFromSensor) }),
    lidars: readLidars(moments, reference, [...flavour.binColumns]),
    cameras,
    frames: moments.map(({ frame }) => frame),
  };
}

/** The lidars that have sweeps, each where it stands in its first frame; the vehicle's motion between sweeps is not known. */
function readLidars(moments: readonly Moment[], reference: string, binColumns: string[]): Lidar[] {
  const lidars = new Map<string, Lidar>();
  const identity = mutableTransform(IDENTITY_TRANSFORM);
  lidars.set(reference, { id: reference, name: reference, labelFromLidar: identity, binColumns });
  for (const { cloud, others } of moments) {
    for (const { channel, modality, calibration } of others) {
      if (modality !== 'lidar' || lidars.has(channel)) continue;
      if ('fault' in calibration.pose || 'fault' in cloud.calibration.pose) continue;
      const labelFromEgo = invertTransform(cloud.calibration.pose.egoFromSensor);
      const labelFromLidar = composeTransforms(labelFromEgo, calibration.pose.egoFromSensor);
      const pose = mutableTransform(labelFromLidar);
      lidars.set(channel, { id: channel, name: channel, labelFromLidar: pose, binColumns });
    }
  }
  return [...lidars.values()];
}
