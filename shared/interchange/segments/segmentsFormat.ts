import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { cuboidYaw, transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion, roundRadians } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import type { LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { computedPoint } from '../common/numbers.ts';
import { jsonText, soundObjects } from '../common/perFrame.ts';
import { trackNumbers } from '../common/trackNumbers.ts';
import { attributeSettings } from './segmentsAttributes.ts';
import { GROUND_TRUTH, segmentsReader } from './readSegments.ts';
import { segmentsPose, worldFromLabel, type SegmentsPose } from './segmentsPose.ts';

const TASK = 'pointcloud-cuboid-sequence';
const RELEASE = 'segments-release.json';

/**
 * Segments.ai: the file of a release, `segments-release.json`, with a sample of the task `pointcloud-cuboid-sequence` for
 * each sequence. Cuboids have their geometric centre, length, width, height, and the yaw from +x; those that are tilted also
 * a quaternion. Where every frame has a pose, cuboids stand in the world and samples say the sensor's pose; else they stand
 * in the frame of their cloud.
 */
export const segmentsFormat: StandaloneFormat<'segments'> = {
  id: 'segments',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: true,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: true,
    timestamps: true,
  },
  read: segmentsReader,
  async *write({ name, sequences }, losses) {
    const found: SequenceLabels[] = [];
    for (const sequence of sequences) found.push(await labelsOf(sequence, losses));
    const classes = new Map<string, Attributes[]>();
    for (const { frames } of found)
      for (const { objects } of frames)
        for (const { object } of objects)
          classes.set(object.class, [...(classes.get(object.class) ?? []), object.attributes]);
    const names = [...classes.keys()].sort(compareCodePoints);
    const ids = new Map(names.map((each, i) => [each, i + 1]));
    const categories = names.map((each) =>
      Object.assign({ name: each, id: ids.get(each) }, attributeSettings(classes.get(each)!)),
    );
    const release = {
      name,
      description: '',
      dataset: {
        name,
        task_type: TASK,
        task_attributes: { format_version: '0.1', categories },
        labelsets: [{ name: GROUND_TRUTH, description: '' }],
        samples: found.map((labels) => sampleOf(labels, ids)),
      },
    };
    yield { path: RELEASE, text: jsonText(release) };
  },
};

interface Placed {
  readonly object: LabelObject;
  readonly cuboid: Cuboid;
}

interface SequenceLabels {
  readonly name: string;
  readonly numbers: ReadonlyMap<string, number>;
  readonly frames: readonly {
    readonly about: object;
    readonly ns: string | undefined;
    readonly objects: readonly Placed[];
  }[];
}

async function labelsOf(sequence: LabelSequence, losses: LossLog): Promise<SequenceLabels> {
  const hasPoses = sequence.frames.every(({ worldFromEgo }) => worldFromEgo !== undefined);
  const frames = [];
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    for (const box of labels.boxes2d) losses.box2d(box, false);
    const pose = hasPoses ? segmentsPose(sequence, frame) : undefined;
    const world = pose && worldFromLabel(pose);
    const objects = soundObjects(frame, labels, losses).map((object): Placed => {
      const cuboid = written(object.cuboid, world);
      const kept = world === undefined ? cuboid : transformCuboid(invertTransform(world), cuboid);
      losses.wrote(frame, object, { cuboid: kept, attributes: 'all' });
      return { object, cuboid };
    });
    const path = frame.cloud?.path ?? `${frame.name}.pcd`;
    frames.push({
      about: sampleFrame(frame.name, path, frame.cloud?.ns, pose),
      ns: frame.cloud?.ns,
      objects,
    });
  }
  const tracks = frames.flatMap(({ objects }) => objects.map(({ object }) => object.track));
  return { name: sequence.id, numbers: trackNumbers(tracks, losses, 1), frames };
}

/** As the numbers in the file mean it: in the world where there are poses. */
function written(cuboid: Cuboid, world: RigidTransform | undefined): Cuboid {
  const placed = world === undefined ? cuboid : transformCuboid(world, cuboid);
  const rotation = roundQuaternion(placed.rotation);
  const isLevel = rotation[0] === 0 && rotation[1] === 0;
  return {
    centre: world === undefined ? placed.centre : computedPoint(placed.centre),
    size: placed.size,
    rotation: isLevel ? fromYaw(roundRadians(cuboidYaw({ ...placed, rotation }))) : rotation,
  };
}

function sampleFrame(
  name: string,
  path: string,
  ns: string | undefined,
  pose: SegmentsPose | undefined,
): object {
  return {
    name,
    pcd: { url: path, type: cloudType(path) },
    ...(ns === undefined ? {} : { timestamp: ns }),
    ...(pose === undefined ? {} : { ego_pose: pose }),
  };
}

function cloudType(path: string): string {
  if (/\.pcd\.bin$/i.test(path)) return 'nuscenes';
  if (/\.bin$/i.test(path)) return 'kitti';
  return /\.ply$/i.test(path) ? 'ply' : 'pcd';
}

function sampleOf({ name, numbers, frames }: SequenceLabels, ids: ReadonlyMap<string, number>): object {
  return {
    name,
    attributes: { frames: frames.map(({ about }) => about) },
    labels: {
      [GROUND_TRUTH]: {
        label_status: 'LABELED',
        attributes: {
          format_version: '0.2',
          frames: frames.map(({ objects, ns }, index) => ({
            format_version: '0.2',
            ...(ns === undefined ? {} : { timestamp: ns }),
            annotations: objects.map((placed) =>
              annotationOf(placed, numbers.get(placed.object.track)!, ids.get(placed.object.class)!, index),
            ),
          })),
        },
      },
    },
  };
}

function annotationOf({ object, cuboid }: Placed, track: number, category: number, index: number): object {
  const { centre, size, rotation } = cuboid;
  const [qx, qy, qz, qw] = rotation;
  const attributes = Object.entries(object.attributes).sort(([a], [b]) => compareCodePoints(a, b));
  return {
    id: track,
    category_id: category,
    type: 'cuboid',
    position: { x: centre[0], y: centre[1], z: centre[2] },
    dimensions: { x: size[0], y: size[1], z: size[2] },
    yaw: roundRadians(cuboidYaw(cuboid)),
    ...(qx === 0 && qy === 0 ? {} : { rotation: { qx, qy, qz, qw } }),
    track_id: track,
    // A box of which nobody has said it is one that somebody drew: Segments.ai computes the others anew.
    is_keyframe: object.isKeyframe ?? true,
    index,
    ...(attributes.length === 0 ? {} : { attributes: Object.fromEntries(attributes) }),
  };
}
