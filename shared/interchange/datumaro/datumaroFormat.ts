import { joinPath } from '../../dataset/canonicalPath.ts';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { frameNames } from '../common/frameNames.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { eulerXyz, fromWrittenEuler } from '../common/numbers.ts';
import { attributesBut, jsonText, soundObjects } from '../common/perFrame.ts';

const SUBSET = 'default';
/** What stands outside the attributes: numbers of Datumaro's own. */
const OUTSIDE = ['id', 'group', 'track_id', 'z_order'];

/**
 * CVAT's 3D tasks as Datumaro's own format has them: `annotations/default.json` for each sequence, with items named as
 * their clouds in `point_clouds/default`. Cuboids have their geometric centre, length, width, height, and Euler angles
 * R = Rx · Ry · Rz; the track is the attribute `track_id`.
 */
export const datumaroFormat: InterchangeFormat<'cvat-3d'> = {
  id: 'cvat-3d',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  labelFiles: /(?:^|\/)annotations\/[^/]+\.json$/,
  async *write({ sequences }, losses) {
    for (const sequence of sequences) {
      const path = joinPath(sequence.folder, `annotations/${SUBSET}.json`);
      yield { path, text: jsonText(await fileOf(sequence, losses)) };
    }
  },
};

async function fileOf(sequence: LabelSequence, losses: LossLog): Promise<object> {
  const names = frameNames(sequence);
  const frames: { readonly id: string; readonly cloud: string; readonly objects: readonly LabelObject[] }[] =
    [];
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    for (const box of labels.boxes2d) losses.box2d(box, false);
    const objects = soundObjects(frame, labels, losses);
    for (const object of objects) {
      const cuboid = fromWrittenEuler(object.cuboid, eulerXyz(object.cuboid.rotation));
      losses.wrote(frame, object, { cuboid, attributes: 'all' });
    }
    const id = names.get(frame.id)!;
    frames.push({ id, cloud: `point_clouds/${SUBSET}/${id}.pcd`, objects });
  }
  const classes = [...new Set(frames.flatMap(({ objects }) => objects.map((object) => object.class)))];
  classes.sort(compareCodePoints);
  return {
    dm_format_version: '1.0',
    media_type: 2,
    infos: {},
    categories: {
      label: { labels: classes.map((name) => ({ name, parent: '', attributes: [] })), attributes: [] },
    },
    items: frames.map(({ id, cloud, objects }, frame) => ({
      id,
      annotations: objects.map((object) => annotationOf(object, classes)),
      attr: { frame },
      point_cloud: { path: cloud },
    })),
  };
}

function annotationOf(object: LabelObject, classes: readonly string[]): object {
  const own = (name: string): string | number | boolean => object.attributes[name] ?? 0;
  return {
    id: own('id'),
    type: 'cuboid_3d',
    attributes: { ...Object.fromEntries(attributesBut(object, OUTSIDE)), track_id: object.track },
    group: own('group'),
    label_id: classes.indexOf(object.class),
    z_order: own('z_order'),
    position: object.cuboid.centre,
    rotation: eulerXyz(object.cuboid.rotation),
    scale: object.cuboid.size,
  };
}
