import { joinPath } from '../../dataset/canonicalPath.ts';
import { frameNames } from '../common/frameNames.ts';
import type { InterchangeFormat, OutputFile } from '../common/interchangeFormat.ts';
import type { LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { Projector } from '../common/projectObjects.ts';
import { noteCamera } from './noteCamera.ts';
import { kittiCalibText } from './kittiCalibText.ts';
import { kittiFrameCamera } from './kittiCamera.ts';
import { HELD, kittiColumns } from './kittiColumns.ts';
import { KittiOriginal } from './kittiOriginal.ts';

/**
 * KITTI's object benchmark: `label_2/<frame>.txt` and `calib/<frame>.txt` for each frame, in the sequence's folder. The
 * layout `kitti-object` reads them beside `velodyne` and `image_2`. Of labels that were imported from such files, what nobody
 * changed is written as it was, line for line, beside the calibration that it was made with.
 */
export const kittiObjectFormat: InterchangeFormat<'kitti-object'> = {
  id: 'kitti-object',
  describeLoss: {
    rotation: 'yaw',
    tracks: false,
    attributes: HELD,
    points: false,
    keyframes: false,
    boxes2d: 'one camera',
    links2d: true,
    calibrations: true,
    egoPoses: false,
    timestamps: false,
  },
  async *write({ sequences }, losses) {
    for (const sequence of sequences) yield* writeSequence(sequence, losses);
  },
};

async function* writeSequence(sequence: LabelSequence, losses: LossLog): AsyncGenerator<OutputFile> {
  const names = frameNames(sequence);
  const projector = new Projector();
  let isCameraNoted = false;
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    const name = names.get(frame.id)!;
    const label = joinPath(sequence.folder, `label_2/${name}.txt`);
    const calib = joinPath(sequence.folder, `calib/${name}.txt`);
    const original = KittiOriginal.of(labels, frame, sequence);
    if (original !== undefined && labels.original !== undefined && labels.sidecar === undefined) {
      losses.keptAll(frame, labels);
      yield { path: label, text: labels.original.text };
      yield { path: calib, text: original.calibration };
      continue;
    }
    if (original === undefined && !isCameraNoted) {
      noteCamera(sequence.cameras, losses);
      isCameraNoted = true;
    }
    const ours = kittiFrameCamera(sequence.cameras, labels);
    const at = original === undefined ? ours : { ...ours, rectFromLabel: original.rectFromLabel };
    const lines = kittiColumns(frame, labels, at, projector, losses, HELD, original);
    yield { path: label, text: lines.map(({ columns }) => `${columns.join(' ')}\n`).join('') };
    yield { path: calib, text: original?.calibration ?? kittiCalibText(at, 'object') };
  }
}
