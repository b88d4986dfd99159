import { joinPath } from '../../dataset/canonicalPath.ts';
import { frameNames } from '../common/frameNames.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { Projector } from '../common/projectObjects.ts';
import { noteCamera } from './noteCamera.ts';
import { kittiCalibText } from './kittiCalibText.ts';
import { kittiFrameCamera } from './kittiCamera.ts';
import { HELD, kittiColumns } from './kittiColumns.ts';

/**
 * KITTI's object benchmark: `label_2/<frame>.txt` and `calib/<frame>.txt` for each frame, in the sequence's folder. The
 * layout `kitti-object` reads them beside `velodyne` and `image_2`.
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

async function* writeSequence(sequence: LabelSequence, losses: LossLog) {
  noteCamera(sequence.cameras, losses);
  const names = frameNames(sequence);
  const projector = new Projector();
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    const at = kittiFrameCamera(sequence.cameras, labels);
    const name = names.get(frame.id)!;
    const lines = kittiColumns(frame, labels, at, projector, losses, HELD);
    const text = lines.map(({ columns }) => `${columns.join(' ')}\n`).join('');
    yield { path: joinPath(sequence.folder, `label_2/${name}.txt`), text };
    yield { path: joinPath(sequence.folder, `calib/${name}.txt`), text: kittiCalibText(at, 'object') };
  }
}
