import { labelFromBox } from '../../geometry/cuboid.ts';
import { fromAxisAngle, multiply } from '../../geometry/quaternion.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Problem } from '../../problems/problem.ts';
import type { SchemaFault } from '../../problems/schemaFault.ts';
import { joinPath } from '../canonicalPath.ts';
import type { Frame } from '../dataset.ts';
import type { ForeignFrameLabels, ForeignLabels, ForeignObject } from '../layout.ts';
import { readIfThere } from '../readIfThere.ts';
import { FRAME_LIST, frameNumber, TRACKLETS } from './kittiRawFiles.ts';
import { linesOf } from './kittiText.ts';
import { parseTracklets, type Tracklet, type TrackletPose } from './kittiTrackletXml.ts';

/** The objects of a raw drive: one file for all frames. */
export const kittiTracklets: ForeignLabels = {
  async open(folder, _dataset, sequence) {
    const inDrive = (name: string): string => joinPath(sequence.folder ?? '', name);
    const text = await readIfThere(folder, inDrive(TRACKLETS));
    if (text === undefined) return () => Promise.resolve(undefined);
    const byNumber = trackletsByFrame(text, inDrive(TRACKLETS));
    const listed = readFrameList((await readIfThere(folder, inDrive(FRAME_LIST))) ?? '');
    return (frame) => Promise.resolve(byNumber.get(listed.get(frame.name) ?? numberOf(frame)));
  },
};

/** The cloud's number; clouds that are not numbered are counted. */
function numberOf({ id, index }: Frame): string {
  const number = frameNumber(id);
  return /^\d+$/.test(number) ? number : String(index);
}

/** Name of a frame → its number in the tracklets. */
function readFrameList(text: string): ReadonlyMap<string, string> {
  const lines = linesOf(text).map((line) => /^(\d+)\s+(\S.*)$/.exec(line.trim()));
  return new Map(lines.flatMap((match) => (match === null ? [] : [[match[2]!, String(Number(match[1]))]])));
}

/**
 * The labels by frame number. A pose or tracklet that cannot be read is named in each frame that lacks it; one
 * that does not say where it begins, from frame 0.
 *
 * @throws ProblemError `labels.schema` when nothing of the file can be read.
 */
export function trackletsByFrame(text: string, path: string): ReadonlyMap<string, ForeignFrameLabels> {
  const byFrame = new Map<string, { objects: ForeignObject[]; problems: Problem[] }>();
  for (const tracklet of parseTracklets(text, path)) {
    for (const [i, pose] of posesOf(tracklet).entries()) {
      const frame = String(tracklet.firstFrame + i);
      const labels = byFrame.get(frame) ?? { objects: [], problems: [] };
      byFrame.set(frame, labels);
      const object = 'reason' in pose ? pose : objectOf(tracklet, pose);
      if ('cuboid' in object) labels.objects.push(object);
      else {
        const params = { object: `${tracklet.objectType} #${tracklet.index}`, ...object };
        labels.problems.push({ code: 'labels.objectSkipped', severity: 'error', path, params });
      }
    }
  }
  return byFrame;
}

/** The class names of a tracklet file, found without parsing it: such files have megabytes. */
export function trackletClasses(text: string): string[] {
  const found = text.matchAll(/<objectType>([^<]{1,100})<\/objectType>/g);
  return [...new Set([...found].map(([, name]) => name!.trim()))].filter((name) => name !== '');
}

/** A tracklet without poses is nowhere; it is named where it would begin. */
function posesOf({ poses }: Tracklet): Tracklet['poses'] {
  return poses.length > 0 ? poses : [{ where: 'poses', reason: 'missing' }];
}

/**
 * A tracklet's pose is the centre of the bottom face in the lidar's frame. KITTI turns boxes about z alone; where other
 * tools fill rx and ry too, R = Rz · Ry · Rx.
 */
function objectOf(
  { index, objectType, size, attributes }: Tracklet,
  pose: TrackletPose,
): ForeignObject | SchemaFault {
  if ('reason' in size) return size;
  const [rx, ry, rz] = pose.rotation;
  const level = multiply(fromAxisAngle([0, 1, 0], ry), fromAxisAngle([1, 0, 0], rx));
  const rotation = roundQuaternion(multiply(fromAxisAngle([0, 0, 1], rz), level));
  const bottom = { centre: pose.translation, size, rotation };
  return {
    sourceId: String(index),
    class: objectType,
    cuboid: { ...bottom, centre: labelFromBox(bottom, [0, 0, size[2] / 2]) },
    attributes: { ...attributes, ...pose.attributes },
  };
}
