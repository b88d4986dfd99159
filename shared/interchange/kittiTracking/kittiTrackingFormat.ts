import type { OutputFile, StandaloneFormat } from '../common/interchangeFormat.ts';
import type { LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { Projector } from '../common/projectObjects.ts';
import { trackNumbers } from '../common/trackNumbers.ts';
import { kittiCalibText } from '../kitti/kittiCalibText.ts';
import { kittiFrameCamera } from '../kitti/kittiCamera.ts';
import { kittiColumns, type KittiColumns } from '../kitti/kittiColumns.ts';
import { noteCamera } from '../kitti/noteCamera.ts';
import { kittiTrackingReader } from './readKittiTracking.ts';
import { TRUNCATION_LEVEL, truncationLevel } from './truncationLevel.ts';

/** Which frames each sequence has, as the benchmark's evaluation reads it. */
export const SEQUENCE_MAP = 'evaluate_tracking.seqmap';
const HELD = [TRUNCATION_LEVEL, 'occlusion', 'alpha', 'bbox', 'score'];
/** In place of a track's number, of what has none. */
const NO_TRACK = '-1';

/**
 * KITTI's tracking benchmark: `label_02/<sequence>.txt` with the frame's and the track's number before the columns of the
 * object benchmark, `calib/<sequence>.txt`, and the list of the sequences.
 */
export const kittiTrackingFormat: StandaloneFormat<'kitti-tracking'> = {
  id: 'kitti-tracking',
  describeLoss: {
    rotation: 'yaw',
    tracks: true,
    attributes: HELD,
    points: false,
    keyframes: false,
    boxes2d: 'one camera',
    links2d: true,
    calibrations: true,
    egoPoses: false,
    timestamps: false,
  },
  read: kittiTrackingReader,
  async *write({ sequences }, losses) {
    const lines: string[] = [];
    for (const [index, sequence] of sequences.entries()) {
      const isNumbered = sequences.every(({ id }) => /^\d{4}$/.test(id));
      const name = isNumbered ? sequence.id : String(index).padStart(4, '0');
      yield* writeSequence(sequence, name, losses);
      lines.push(`${name} empty 000000 ${String(sequence.frames.length).padStart(6, '0')}\n`);
    }
    yield { path: SEQUENCE_MAP, text: lines.join('') };
  },
};

async function* writeSequence(
  sequence: LabelSequence,
  name: string,
  losses: LossLog,
): AsyncGenerator<OutputFile> {
  noteCamera(sequence.cameras, losses);
  const at = kittiFrameCamera(sequence.cameras, { objects: [], boxes2d: [] });
  const projector = new Projector();
  const found: { readonly frame: number; readonly line: KittiColumns }[] = [];
  for (const frame of sequence.frames) {
    const { calibrations, ...labels } = await sequence.labelsOf(frame);
    if (calibrations?.has(at.camera?.id ?? '') === true) losses.note('oneCalibrationForAllFrames');
    for (const line of kittiColumns(frame, labels, at, projector, losses, HELD))
      found.push({ frame: frame.index, line });
  }
  const numbers = trackNumbers(
    found.flatMap(({ line }) => line.track ?? []),
    losses,
    0,
  );
  const lines = found.map(({ frame, line: { track, columns, object } }) => {
    const [type = '', , ...others] = columns;
    const number = track === undefined ? NO_TRACK : numbers.get(track)!;
    return `${[frame, number, type, truncationLevel(object, Number(columns[1])), ...others].join(' ')}\n`;
  });
  yield { path: `label_02/${name}.txt`, text: lines.join('') };
  yield { path: `calib/${name}.txt`, text: kittiCalibText(at, 'tracking') };
}
