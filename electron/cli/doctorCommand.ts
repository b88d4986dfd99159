import { diagnoseRig } from '#shared/camera/doctor/diagnoseRig.ts';
import type { CalibrationFinding } from '#shared/camera/doctor/finding.ts';
import { spread } from '#shared/camera/doctor/spread.ts';
import { readDataset } from '#shared/dataset/openDataset.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { describeCalibrationFinding } from './describeCalibrationFinding.ts';
import { examineSequence } from './examineSequence.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { openFolder, openInput } from './openInput.ts';
import { counted, printJson } from './print.ts';

/** Frames of a sequence, and of all sequences together, that are looked at. */
const FRAMES_OF_SEQUENCE = 4;
const FRAMES_OF_ALL = 24;

/** A camera that nothing can be said about. */
export interface UnexaminedCamera {
  readonly sequence: string;
  readonly camera: string;
  readonly reason: 'no-calibration' | 'no-image' | 'no-points';
}

/** `boxwright doctor`: what is wrong with the calibrations of a dataset, by its points and images. */
export async function doctorCommand(
  typed: string,
  { json }: { readonly json: boolean },
): Promise<CommandResult> {
  const input = await openInput(typed);
  if (input.kind === 'file')
    throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: typed });
  const folder = await openFolder(input);
  const { dataset, imageCalibrations } = await readDataset(folder);
  const sequences = spread(dataset.sequences, FRAMES_OF_ALL);
  const limit = Math.min(FRAMES_OF_SEQUENCE, Math.floor(FRAMES_OF_ALL / sequences.length));
  const findings: CalibrationFinding[] = [];
  const unexamined: UnexaminedCamera[] = [];
  let frames = 0;
  let cameras = 0;
  for (const sequence of sequences) {
    const rig = await examineSequence(folder, dataset, sequence, imageCalibrations, limit);
    const found = diagnoseRig(rig);
    frames += rig.moments.length;
    cameras += rig.cameras.length;
    findings.push(...found);
    for (const { id, written, refused } of rig.cameras) {
      if (found.some(({ camera }) => camera === id)) continue;
      const hasCalibration =
        (written ?? refused) !== undefined || rig.moments.some(({ calibrations }) => calibrations.has(id));
      const hasImage = rig.moments.some(({ images }) => images.has(id));
      const reason = !hasCalibration
        ? 'no-calibration'
        : rig.moments.length === 0
          ? 'no-points'
          : hasImage
            ? undefined
            : 'no-image';
      if (reason !== undefined) unexamined.push({ sequence: sequence.id, camera: id, reason });
    }
  }
  const exitCode = findings.some(({ certainty }) => certainty !== 'suspicion') ? EXIT.findings : EXIT.ok;
  const examined = { sequences: sequences.length, cameras, frames };
  if (json) return { exitCode, output: printJson({ examined, findings, unexamined }) };
  const left = dataset.sequences.length - sequences.length;
  const lines = [
    ...findings.map(describeCalibrationFinding),
    ...unexamined.map(({ sequence, camera, reason }) => `${sequence}, ${camera}: ${WHY[reason]}`),
    `${counted(cameras, 'camera')} examined in ${counted(frames, 'frame')}: ${counted(findings.length, 'finding')}`,
    ...(left === 0 ? [] : [`${counted(left, 'further sequence')} not examined`]),
  ];
  return { exitCode, output: lines.join('\n') };
}

const WHY: Readonly<Record<UnexaminedCamera['reason'], string>> = {
  'no-calibration': 'not examined, it has no calibration',
  'no-image': 'none of its images could be read (PNG and JPEG are); judged by the points alone, if at all',
  'no-points': 'not examined, none of the point clouds could be read',
};
