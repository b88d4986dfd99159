import type { RigidTransform } from '../geometry/rigidTransform.ts';
import type { Problem } from '../problems/problem.ts';
import { mutableTransform } from './calibration.ts';
import type { Frame, Sequence } from './dataset.ts';

/** The ego poses of a sequence as a layout found them, and what was wrong with the others. */
export interface FramePoses {
  /** Frame → pose, by the name that joins the layout's files. A frame without one has none. */
  readonly worldFromEgo: ReadonlyMap<string, RigidTransform>;
  /** Undefined where nothing tells: then labels do not follow the poses. */
  readonly egoFromLabel?: RigidTransform | undefined;
  readonly problems: readonly Problem[];
}

/** `{worldFromEgo}` of a frame, or `{}`. */
export function framePoseOf({ worldFromEgo }: FramePoses, frame: string): Pick<Frame, 'worldFromEgo'> {
  const pose = worldFromEgo.get(frame);
  return pose === undefined ? {} : { worldFromEgo: mutableTransform(pose) };
}

/** `{egoFromLabel}` of the sequence, or `{}`. */
export function labelPoseOf({ egoFromLabel }: FramePoses): Pick<Sequence, 'egoFromLabel'> {
  return egoFromLabel === undefined ? {} : { egoFromLabel: mutableTransform(egoFromLabel) };
}

/**
 * One problem for all frames that poses are missing of, where others have one. A sequence without any poses is nothing
 * to complain about, and a pose that is broken is named by itself.
 *
 * @param without how many of the frames no pose is written for
 * @param path of the file or folder that poses are written in
 */
export function missingPoses(frames: number, without: number, path: string): Problem[] {
  if (without === 0 || without === frames) return [];
  return [{ code: 'pose.missing', severity: 'warning', path, params: { missing: without, frames } }];
}
