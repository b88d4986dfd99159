import { joinPath } from '../../dataset/canonicalPath.ts';
import { labelFromBox, type Cuboid } from '../../geometry/cuboid.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { computedPoint, eulerZyx, fromEulerZyx } from '../common/numbers.ts';
import { soundObjects } from '../common/perFrame.ts';
import { trackletsXml, type TrackletPart, type TrackletPoseNumbers } from './trackletsXml.ts';

const HELD = ['state', 'occlusion'];

/**
 * KITTI's raw recordings: `tracklet_labels.xml` for each sequence. A tracklet has one class, one size, and a pose in each
 * frame from its first; a track with gaps, or whose size changes, becomes several. The pose is the centre of the bottom
 * face, with angles R = Rz · Ry · Rx: KITTI's own have rz alone.
 */
export const kittiRawFormat: InterchangeFormat<'kitti-raw'> = {
  id: 'kitti-raw',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: [...HELD, 'truncation'],
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  labelFiles: /(?:^|\/)tracklet_labels\.xml$/,
  async *write({ sequences }, losses) {
    for (const sequence of sequences) {
      const path = joinPath(sequence.folder, 'tracklet_labels.xml');
      yield { path, text: trackletsXml(await trackletsOf(sequence, losses)) };
    }
  },
};

interface OpenPart extends TrackletPart {
  readonly poses: TrackletPoseNumbers[];
}

async function trackletsOf(sequence: LabelSequence, losses: LossLog): Promise<readonly TrackletPart[]> {
  const numberOf = frameNumbers(sequence);
  const parts: OpenPart[] = [];
  const latest = new Map<string, OpenPart>();
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    for (const box of labels.boxes2d) losses.box2d(box, false);
    for (const object of soundObjects(frame, labels, losses)) {
      const number = numberOf(frame);
      const { pose, kept } = poseOf(object);
      const truncation = Number.isInteger(object.attributes['truncation']) ? ['truncation'] : [];
      losses.wrote(frame, object, { cuboid: kept, attributes: [...HELD, ...truncation] });
      const known = latest.get(object.track);
      if (known !== undefined && goesOn(known, object, number)) {
        known.poses.push(pose);
        continue;
      }
      if (known !== undefined) losses.note('tracksSplit');
      const part = { objectType: object.class, size: object.cuboid.size, firstFrame: number, poses: [pose] };
      parts.push(part);
      latest.set(object.track, part);
    }
  }
  return parts;
}

function goesOn(
  { objectType, size, firstFrame, poses }: OpenPart,
  object: LabelObject,
  number: number,
): boolean {
  return (
    objectType === object.class &&
    size.every((side, axis) => side === object.cuboid.size[axis]) &&
    firstFrame + poses.length === number
  );
}

function poseOf({ cuboid, attributes }: LabelObject): {
  readonly pose: TrackletPoseNumbers;
  readonly kept: Cuboid;
} {
  const { size, rotation } = cuboid;
  const half = size[2] / 2;
  const angles = eulerZyx(rotation);
  const turned = { ...cuboid, rotation: fromEulerZyx(angles) };
  const bottom: Vec3 = computedPoint(labelFromBox(turned, [0, 0, -half]));
  const kept = { ...turned, centre: labelFromBox({ ...turned, centre: bottom }, [0, 0, half]) };
  const whole = (name: string, otherwise: number): number => {
    const value = attributes[name];
    return typeof value === 'number' && Number.isInteger(value) ? value : otherwise;
  };
  // 2: labeled by a person; −1: nobody has said.
  const pose = {
    translation: bottom,
    rotation: angles,
    state: whole('state', 2),
    occlusion: whole('occlusion', -1),
    truncation: whole('truncation', -1),
  };
  return { pose, kept };
}

/** The clouds' own numbers where all have one, else their places. */
function frameNumbers({ frames }: LabelSequence): (frame: LabelFrame) => number {
  const areNumbered = frames.every(({ name }) => /^\d{1,15}$/.test(name));
  return ({ name, index }) => (areNumbered ? Number(name) : index);
}
