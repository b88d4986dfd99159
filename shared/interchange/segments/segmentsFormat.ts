import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import { cuboidYaw, transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion, roundRadians } from '../../labels/rounding.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import type { StandaloneFormat } from '../common/interchangeFormat.ts';
import {
  calibrationIn,
  type FrameLabels,
  type LabelBox2d,
  type LabelFrame,
  type LabelSequence,
} from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { computedPoint } from '../common/numbers.ts';
import { jsonText, soundObjects } from '../common/perFrame.ts';
import { trackNumbers } from '../common/trackNumbers.ts';
import { GROUND_TRUTH, segmentsReader } from './readSegments.ts';
import type { Placed } from './segmentsAnnotations.ts';
import { attributeSettings } from './segmentsAttributes.ts';
import { holdsLens, segmentsCalibration } from './segmentsCamera.ts';
import { segmentsPose, worldFromLabel, type SegmentsPose } from './segmentsPose.ts';
import { CUBOIDS, labelAttributes, sampleAttributes, type SequenceLabels } from './segmentsSensors.ts';
import { drawnBoxes } from './segmentsTracks.ts';

const RELEASE = 'segments-release.json';

/**
 * Segments.ai: the file of a release, `segments-release.json`, with a sample for each sequence. Cuboids have their geometric
 * centre, length, width, height, and the yaw from +x; those that are tilted also a quaternion. Where every frame has a pose,
 * cuboids stand in the world and samples say the sensor's pose; else they stand in the frame of their cloud. Images stand
 * beside their clouds, with the calibrations of their cameras. Where there are 2D boxes, the samples are sequences of
 * several sensors: of the lidar, and of each camera.
 */
export const segmentsFormat: StandaloneFormat<'segments'> = {
  id: 'segments',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: true,
    boxes2d: 'all',
    links2d: true,
    calibrations: true,
    egoPoses: true,
    timestamps: true,
  },
  read: segmentsReader,
  async *write({ name, sequences }, losses) {
    const found: SequenceLabels[] = [];
    for (const sequence of sequences) found.push(await labelsOf(sequence, losses));
    const isMultisensor = found.some(({ frames }) => frames.some(({ boxes }) => boxes.length > 0));
    const classes = attributesByClass(found);
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
        task_type: isMultisensor ? 'multisensor-sequence' : CUBOIDS,
        task_attributes: { format_version: '0.1', categories },
        labelsets: [{ name: GROUND_TRUTH, description: '' }],
        samples: found.map((labels) => ({
          name: labels.name,
          attributes: sampleAttributes(labels, isMultisensor),
          labels: {
            [GROUND_TRUTH]: {
              label_status: 'LABELED',
              attributes: labelAttributes(labels, ids, isMultisensor),
            },
          },
        })),
      },
    };
    yield { path: RELEASE, text: jsonText(release) };
  },
};

function attributesByClass(found: readonly SequenceLabels[]): ReadonlyMap<string, readonly Attributes[]> {
  const classes = new Map<string, Attributes[]>();
  const add = (name: string, attributes: Attributes = {}): void => {
    const known = classes.get(name);
    if (known === undefined) classes.set(name, [attributes]);
    else known.push(attributes);
  };
  for (const { objects, boxes } of found.flatMap(({ frames }) => frames)) {
    for (const { object } of objects) add(object.class, object.attributes);
    for (const { box } of boxes) add(box.class, box.attributes);
  }
  return classes;
}

async function labelsOf(sequence: LabelSequence, losses: LossLog): Promise<SequenceLabels> {
  const hasPoses = sequence.frames.every(({ worldFromEgo }) => worldFromEgo !== undefined);
  const frames = [];
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    const pose = hasPoses ? segmentsPose(sequence, frame) : undefined;
    const world = pose && worldFromLabel(pose);
    const objects = soundObjects(frame, labels, losses).map((object): Placed => {
      const cuboid = written(object.cuboid, world);
      const kept = world === undefined ? cuboid : transformCuboid(invertTransform(world), cuboid);
      losses.wrote(frame, object, { cuboid: kept, attributes: 'all' });
      return { object, cuboid };
    });
    frames.push({
      name: frame.name,
      about: { ...sampleFrame(frame, pose, losses), ...sampleImages(frame, sequence, labels, losses) },
      ns: frame.cloud?.ns,
      images: frame.images,
      objects,
      onImages: boxesOnImages(frame, labels, losses),
    });
  }
  const numbers = trackNumbers(
    frames.flatMap(({ objects, onImages }) => [
      ...objects.map(({ object }) => object.track),
      ...onImages.flatMap(({ track }) => track ?? []),
    ]),
    losses,
    1,
  );
  const boxes = drawnBoxes(
    frames.map(({ onImages }) => onImages),
    numbers,
    losses,
  );
  return {
    name: sequence.id,
    lidar: sequence.frames.find(({ cloud }) => cloud !== undefined)?.cloud?.sensor ?? 'lidar',
    cameras: [...new Set(frames.flatMap(({ images }) => images.map(({ sensor }) => sensor)))],
    numbers,
    frames: frames.map(({ name, about, ns, images, objects }, i) => {
      return { name, about, ns, images, objects, boxes: boxes[i]! };
    }),
  };
}

/** There is no place for how sure a detector was, nor for what of an object a box bounds. */
function boxesOnImages({ images }: LabelFrame, { boxes2d }: FrameLabels, losses: LossLog): LabelBox2d[] {
  return boxes2d.filter((box) => {
    const hasImage = images.some(({ sensor }) => sensor === box.camera);
    losses.box2d(box, hasImage, Object.keys(box.attributes ?? {}));
    return hasImage;
  });
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

function sampleFrame({ name, cloud }: LabelFrame, pose: SegmentsPose | undefined, losses: LossLog): object {
  if (cloud === undefined) losses.note('assumedCloudNames');
  const { path = `${name}.pcd`, ns } = cloud ?? {};
  return {
    name,
    pcd: { url: path, type: cloudType(path) },
    ...(ns === undefined ? {} : { timestamp: ns }),
    ...(pose === undefined ? {} : { ego_pose: pose }),
  };
}

/** The images of a frame, side by side in the service's viewer. */
function sampleImages(
  { images }: LabelFrame,
  { cameras }: LabelSequence,
  labels: FrameLabels,
  losses: LossLog,
): object {
  if (images.length === 0) return {};
  return {
    images: images.map(({ sensor, path }, col) => {
      const camera = cameras.find(({ id }) => id === sensor);
      const calibration = camera && calibrationIn(camera, labels);
      if (calibration !== undefined && !holdsLens(calibration.intrinsics)) losses.note('lensDistortion');
      return { name: sensor, url: path, row: 0, col, ...(calibration && segmentsCalibration(calibration)) };
    }),
  };
}

function cloudType(path: string): string {
  if (/\.pcd\.bin$/i.test(path)) return 'nuscenes';
  if (/\.bin$/i.test(path)) return 'kitti';
  return /\.ply$/i.test(path) ? 'ply' : 'pcd';
}
