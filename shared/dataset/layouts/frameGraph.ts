import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { CalibrationFault } from '../calibration.ts';
import type { CalibrationForm } from '../calibrationForms.ts';
import type { FoundPose } from './calibrationContents.ts';
import type { PoseReading } from './poseAt.ts';

/** No rig has longer chains, and each frame on the way remembers those before it. */
const MOST_STEPS = 32;

/** A pose and the file that it is from. */
export type PlacedPose = FoundPose & { readonly path: string; readonly form?: CalibrationForm | undefined };

export interface Reached {
  readonly frame: string;
  /** From this frame to the one that the search began at, or the fault on the way. */
  readonly pose: PoseReading;
  /** The file of the first pose on the way, or of the fault. */
  readonly path: string;
  /** All poses on the way. */
  readonly steps: readonly PlacedPose[];
}

/**
 * Frames joined by the poses of several files, such as camera, IMU and lidar: each pose can be gone in both directions.
 */
export class FrameGraph {
  readonly #steps = new Map<string, PlacedPose[]>();

  constructor(poses: readonly PlacedPose[]) {
    for (const pose of poses) {
      for (const end of new Set([pose.from, pose.to])) {
        const known = this.#steps.get(end);
        if (known === undefined) this.#steps.set(end, [pose]);
        else known.push(pose);
      }
    }
  }

  get frames(): string[] {
    return [...this.#steps.keys()];
  }

  /** All frames that sound poses lead to, nearest first; then those that are reached over a faulty one only. */
  reachable(start: string): Reached[] {
    const sound = this.#search(start, false);
    const known = new Set(sound.map(({ frame }) => frame));
    return [...sound, ...this.#search(start, true).filter(({ frame }) => !known.has(frame))];
  }

  #search(start: string, withFaults: boolean): Reached[] {
    const found: Reached[] = [{ frame: start, pose: IDENTITY_TRANSFORM, path: '', steps: [] }];
    const seen = new Set([start]);
    // The list grows while it is gone through.
    for (const here of found) {
      if (here.steps.length === MOST_STEPS) continue;
      for (const step of this.#steps.get(here.frame) ?? []) {
        const frame = step.from === here.frame ? step.to : step.from;
        if (seen.has(frame) || ('fault' in step.pose && !withFaults)) continue;
        seen.add(frame);
        found.push({ frame, ...extend(here, step) });
      }
    }
    return found.slice(1);
  }
}

function extend(here: Reached, step: PlacedPose): Omit<Reached, 'frame'> {
  const steps = [...here.steps, step];
  const isFirst = here.steps.length === 0;
  const before = numbersOf(here.pose);
  const written = numbersOf(step.pose);
  const hereFromNext = written && step.to !== here.frame ? invertTransform(written) : written;
  // The first step alone keeps the digits of the file.
  const pose = before && hereFromNext && (isFirst ? hereFromNext : composeTransforms(before, hereFromNext));
  const isFirstFault = 'fault' in step.pose && !('fault' in here.pose);
  const path = isFirst || isFirstFault ? step.path : here.path;
  const fault = faultOf(here.pose) ?? faultOf(step.pose);
  if (fault === undefined) return { pose: pose!, path, steps };
  return { pose: { fault, ...(pose && { refused: pose }) }, path, steps };
}

function numbersOf(pose: PoseReading): RigidTransform | undefined {
  return 'fault' in pose ? pose.refused : pose;
}

function faultOf(pose: PoseReading): CalibrationFault | undefined {
  return 'fault' in pose ? pose.fault : undefined;
}
