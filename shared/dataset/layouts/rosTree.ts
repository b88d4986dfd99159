import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import type { CalibrationForm } from '../calibrationForms.ts';
import { nameOf } from '../canonicalPath.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { FrameTree, sensorKitEdges, transformEdges, type FrameEdge } from './rosFrameTree.ts';
import { readYaml } from './rosYaml.ts';

/** Where sensors stand, as several files say. */
export interface RosTree {
  readonly frames: FrameTree;
  readonly forms: readonly CalibrationForm[];
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
}

/** A file or an entry that cannot be read is named; what needs its frames will be missing them. */
export async function readRosTree(paths: readonly string[], folder: DatasetFolder): Promise<RosTree> {
  const edges: FrameEdge[] = [];
  const forms = new Set<CalibrationForm>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const yaml = await readYaml(folder, path);
    if ('fault' in yaml) {
      const { code: _code, ...params } = yaml.fault;
      problems.push({ code: 'schema.mismatch', severity: 'error', path, params });
      continue;
    }
    const isKit = /^sensor/i.test(nameOf(path));
    const faults: string[] = [];
    const faulty = (where: string): number => faults.push(where);
    const read = isKit ? sensorKitEdges(yaml.value, faulty) : transformEdges(yaml.value, faulty);
    for (const edge of read) edges.push(edge);
    for (const where of faults) {
      problems.push(mismatch(path, isKit ? 'notSixNumbers' : 'notSevenNumbers', where));
    }
    if (read.length > 0) forms.add(isKit ? 'sensor-kit' : 'transforms');
    else if (faults.length === 0) problems.push(mismatch(path, 'noKnownCalibration'));
  }
  return { frames: new FrameTree(edges), forms: [...forms], paths, problems };
}

function mismatch(path: string, reason: ProblemReason, where?: string): Problem {
  const params: Problem['params'] = where === undefined ? { reason } : { reason, where };
  return { code: 'schema.mismatch', severity: 'error', path, params };
}
