import { wrapAngle } from '../geometry/angle.ts';
import { toMatrix3, yawOf } from '../geometry/quaternion.ts';
import { ProblemError, type Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { objectIdOf } from './ids.ts';
import { parseSidecar } from './parseSidecar.ts';
import { parseTracksFile } from './parseTracksFile.ts';
import type { ObjectJson, Sidecar } from './sidecar.ts';
import type { TrackJson } from './tracksFile.ts';

const NORM_TOLERANCE = 1e-3;
const YAW_TOLERANCE = 1e-6;
/** Where the box's +x axis points this nearly straight up or down, it has no heading to compare. */
const LEVEL = 1e-3;

/**
 * Everything that is wrong with the text of a sidecar: its form, and what the schema cannot say. `tracks` are those of
 * its sequence, where they are known.
 */
export function validateSidecar(text: string, path: string, tracks?: readonly TrackJson[]): Problem[] {
  return reportingErrors(() => {
    const byId = tracks && new Map(tracks.map((track) => [track.id, track]));
    return sidecarFaults(parseSidecar(text, path), path, byId);
  });
}

/** What the schema cannot say of a sidecar that has been parsed; `tracks` by id. */
export function sidecarFaults(
  { objects, frame }: Pick<Sidecar, 'objects' | 'frame'>,
  path: string,
  byId?: ReadonlyMap<string, TrackJson>,
): Problem[] {
  return objects.flatMap((object, i) => {
    const problem = (severity: Problem['severity'], key: string, reason: ProblemReason): Problem => ({
      code: 'labels.schema',
      severity,
      path,
      params: { where: `objects[${i}].${key}`, reason },
    });
    const problems = cuboidFaults(object).map(({ key, reason }) => problem('error', key, reason));
    if (object.id !== objectIdOf(object.trackId, frame.id)) {
      problems.push(problem('warning', 'id', 'idNotDerived'));
    }
    if (byId !== undefined) {
      const track = byId.get(object.trackId);
      if (track === undefined) problems.push(problem('error', 'trackId', 'unknownTrack'));
      else if (track.class !== object.class) problems.push(problem('warning', 'class', 'classDiffers'));
    }
    return problems;
  });
}

/** Everything that is wrong with the text of a `tracks.json`. */
export function validateTracksFile(text: string, path: string): Problem[] {
  return reportingErrors(() => {
    parseTracksFile(text, path);
    return [];
  });
}

function cuboidFaults({ cuboid }: ObjectJson): { key: string; reason: ProblemReason }[] {
  const { rotation, yaw } = cuboid;
  const norm = Math.hypot(...rotation);
  if (Math.abs(norm - 1) > NORM_TOLERANCE) return [{ key: 'cuboid.rotation', reason: 'notUnit' }];
  const axes = toMatrix3(rotation);
  const isLevel = Math.hypot(axes[0], axes[3]) > LEVEL;
  const agrees = Math.abs(wrapAngle(yaw - yawOf(rotation))) <= YAW_TOLERANCE;
  return isLevel && !agrees ? [{ key: 'cuboid.yaw', reason: 'yawDiffers' }] : [];
}

function reportingErrors(validate: () => Problem[]): Problem[] {
  try {
    return validate();
  } catch (error) {
    if (error instanceof ProblemError) return [error.problem];
    throw error;
  }
}
