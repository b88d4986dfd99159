import { groupBy } from '../../dataset/groupBy.ts';
import { transformCuboid } from '../../geometry/cuboid.ts';
import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { computedPoint } from '../common/numbers.ts';
import { soundObjects } from '../common/perFrame.ts';
import { fromTablePose, tablePose, tableRotation } from './nuscenesPoses.ts';
import { addFrameData, addLidar, microseconds } from './nuscenesSensors.ts';
import { chain, NuscenesTables, VISIBILITIES, type Row } from './nuscenesTables.ts';
import { nuscenesToken } from './nuscenesToken.ts';

/** Microseconds between the frames of a sequence that does not say the time of all: the kit divides by the differences. */
const USUAL_STEP = 500_000;
/** Under the names that they are read with. */
const HELD = ['attributes', 'visibility', 'num_lidar_pts', 'num_radar_pts'];

/**
 * nuScenes v1.0: the thirteen tables that the development kit loads, with tokens that are always the same for the same
 * labels. Each frame is a sample; cuboids stand in the world with their geometric centre, width, length, height, and
 * quaternion w x y z. File names are those of the dataset that the labels came from.
 */
export const nuscenesFormat: InterchangeFormat<'nuscenes'> = {
  id: 'nuscenes',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: HELD,
    points: true,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: true,
    egoPoses: true,
    timestamps: true,
  },
  labelFiles: /(?:^|\/)v1\.0[^/]*\/[^/]+\.json$/,
  async *write({ sequences }, losses) {
    const tables = new NuscenesTables();
    // A scene leads to its first sample: there is none without any.
    for (const sequence of sequences)
      if (sequence.frames.length > 0) await addSequence(tables, sequence, losses);
    yield* tables.files();
  },
};

async function addSequence(tables: NuscenesTables, sequence: LabelSequence, losses: LossLog): Promise<void> {
  const { id, name, frames } = sequence;
  const scene = nuscenesToken('scene', id);
  if (sequence.egoFromLabel === undefined) losses.note('assumedLidarIsEgo');
  const egoFromLabel = fromTablePose(tablePose(sequence.egoFromLabel ?? IDENTITY_TRANSFORM));
  const lidar = addLidar(tables, id, egoFromLabel);
  const hasTimes = frames.every(({ cloud }) => cloud?.ns !== undefined);
  if (!hasTimes) losses.note('assumedTimes', frames.length);
  const samples: Row[] = [];
  const data: Row[] = [];
  const annotations: Row[] = [];
  for (const frame of frames) {
    const labels = await sequence.labelsOf(frame);
    for (const box of labels.boxes2d) losses.box2d(box, false);
    const sample = nuscenesToken('sample', frame.id);
    const timestamp = hasTimes ? microseconds(frame.cloud!.ns!) : frame.index * USUAL_STEP;
    samples.push(tables.add('sample', { token: sample, timestamp, prev: '', next: '', scene_token: scene }));
    if (frame.worldFromEgo === undefined) losses.note('assumedStandingVehicle');
    const pose = tablePose(frame.worldFromEgo ?? IDENTITY_TRANSFORM);
    const ego = nuscenesToken('ego_pose', frame.id);
    tables.add('ego_pose', { token: ego, timestamp, ...pose });
    data.push(
      ...addFrameData(
        tables,
        { frame, sequence, labels, lidar, egoFromLabel, sample, ego, timestamp, hasTimes },
        losses,
      ),
    );
    const worldFromLabel = composeTransforms(fromTablePose(pose), egoFromLabel);
    for (const object of soundObjects(frame, labels, losses))
      annotations.push(addAnnotation(tables, { object, frame, sequence, sample, worldFromLabel }, losses));
  }
  chain(samples);
  for (const [, rows] of groupBy(data, (row) => String(row['channel']))) chain(rows);
  for (const row of data) delete row['channel'];
  for (const [token, rows] of groupBy(annotations, (row) => String(row['instance_token']))) {
    chain(rows);
    const ends = { first_annotation_token: rows[0]!.token, last_annotation_token: rows.at(-1)!.token };
    Object.assign(tables.add('instance', { token }), { nbr_annotations: rows.length, ...ends });
  }
  tables.add('scene', {
    token: scene,
    name,
    description: '',
    log_token: nuscenesToken('log'),
    nbr_samples: samples.length,
    first_sample_token: samples[0]!.token,
    last_sample_token: samples.at(-1)!.token,
  });
}

interface Annotated {
  readonly object: LabelObject;
  readonly frame: LabelFrame;
  readonly sequence: LabelSequence;
  readonly sample: string;
  readonly worldFromLabel: RigidTransform;
}

function addAnnotation(
  tables: NuscenesTables,
  { object, frame, sequence, sample, worldFromLabel }: Annotated,
  losses: LossLog,
): Row {
  const inWorld = transformCuboid(worldFromLabel, object.cuboid);
  const translation = computedPoint(inWorld.centre);
  const rotation = tableRotation(inWorld.rotation);
  const [w, x, y, z] = rotation;
  const written = { centre: translation, size: inWorld.size, rotation: [x, y, z, w] } as const;
  losses.wrote(frame, object, {
    cuboid: transformCuboid(invertTransform(worldFromLabel), written),
    attributes: HELD,
  });
  const category = nuscenesToken('category', object.class);
  tables.add('category', { token: category, name: object.class, description: '' });
  const instance = instanceToken(sequence, object.track);
  const known = tables.add('instance', { token: instance, category_token: category });
  if (known['category_token'] !== category) losses.note('classOfTrackOnly');
  const [length, width, height] = object.cuboid.size;
  const { num_lidar_pts: lidarPoints, num_radar_pts: radarPoints } = object.attributes;
  const points = object.points ?? lidarPoints;
  if (points === undefined) losses.note('pointsUnknown');
  const visibility = VISIBILITIES.indexOf(String(object.attributes['visibility']));
  return tables.add('sample_annotation', {
    token: nuscenesToken('sample_annotation', frame.id, object.track),
    sample_token: sample,
    instance_token: instance,
    visibility_token: visibility === -1 ? '' : String(visibility + 1),
    attribute_tokens: attributeTokens(tables, object),
    translation,
    size: [width, length, height],
    rotation,
    prev: '',
    next: '',
    num_lidar_pts: points ?? 0,
    num_radar_pts: radarPoints ?? 0,
  });
}

/** The names in the attribute `attributes`, which holds those of the table. */
function attributeTokens(tables: NuscenesTables, { attributes: { attributes } }: LabelObject): string[] {
  const names = typeof attributes === 'string' ? attributes.split(', ').filter((name) => name !== '') : [];
  return names.map((name) => {
    const token = nuscenesToken('attribute', name);
    return tables.add('attribute', { token, name, description: '' }).token;
  });
}

/** Instances that were tokens already keep them. */
function instanceToken({ id }: LabelSequence, track: string): string {
  return /^[0-9a-f]{32}$/.test(track) ? track : nuscenesToken('instance', id, track);
}
