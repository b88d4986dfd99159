import { stemOf } from '../../dataset/canonicalPath.ts';
import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import { groupBy } from '../../dataset/groupBy.ts';
import { kittiCameraReading, readObjectCalibration } from '../../dataset/layouts/kittiCalibration.ts';
import { parseLabelLine, type KittiLabelLine } from '../../dataset/layouts/kittiLabelLine.ts';
import { linesOf, wordsOf } from '../../dataset/layouts/kittiText.ts';
import { readIfThere } from '../../dataset/readIfThere.ts';
import type { RigidTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import type { Problem } from '../../problems/problem.ts';
import type { FormatReader } from '../common/interchangeFormat.ts';
import { openEach } from '../common/openEach.ts';
import { labelOnlySet } from '../common/labelOnlySet.ts';
import type { FrameLabels, LabelBox2d, LabelCamera, LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { LABELED } from '../kitti/kittiCamera.ts';
import { cuboidAtPlace } from '../kitti/kittiPlace.ts';
import { TRUNCATION_LEVEL } from './truncationLevel.ts';

const LABELS = /(?:^|\/)label_02\/[^/]+\.txt$/;
const FILES = /(?:^|\/)(?:(?:label_02|calib)\/[^/]+\.txt|evaluate_tracking\.seqmap)$/;
const DONT_CARE = 'DontCare';

/** Files of the tracking benchmark; without a calibration there are no cuboids, only 2D boxes. */
export const kittiTrackingReader: FormatReader = {
  detect: (_folder, { paths }) => paths.some((path) => LABELS.test(path)),
  async open(folder, { paths }, problems) {
    const found = paths.filter((path) => LABELS.test(path));
    const sequences = await openEach(found, problems, async (path) => {
      const name = stemOf(path);
      const root = path.slice(0, path.lastIndexOf('label_02/'));
      const lines = linesOf(await folder.readText(path));
      const calib = await readIfThere(folder, `${root}calib/${name}.txt`);
      const map = (await readIfThere(folder, `${root}evaluate_tracking.seqmap`)) ?? '';
      const calibration = calib === undefined ? undefined : readObjectCalibration(calib);
      const pose = calibration?.rectFromLidar;
      const sequence = sequenceOf({
        path,
        name,
        folder: found.length === 1 ? '' : name,
        lines,
        listed: listedFrames(map, name),
        cameras: camerasOf(calibration),
        rectFromLabel: pose !== undefined && 'pose' in pose ? pose.pose : undefined,
        problems,
      });
      return [sequence];
    });
    return labelOnlySet(folder.name, sequences, {
      labelFrame: 'velodyne',
      files: paths.filter((path) => FILES.test(path)),
    });
  },
};

interface SequenceFiles {
  readonly path: string;
  readonly name: string;
  readonly folder: string;
  readonly lines: readonly string[];
  /** How many frames there are, where the list of sequences says it. */
  readonly listed: number;
  readonly cameras: readonly LabelCamera[];
  readonly rectFromLabel: RigidTransform | undefined;
  readonly problems: Problem[];
}

function sequenceOf({
  path,
  name,
  folder,
  lines,
  listed,
  cameras,
  rectFromLabel,
  problems,
}: SequenceFiles): LabelSequence {
  const numbered = lines
    .map((line, i) => ({ line, number: i + 1, frame: frameNumber(wordsOf(line)[0] ?? '') }))
    .filter(({ line }) => line.trim() !== '');
  const nowhere = new ForeignObjects(path, name);
  for (const { number } of numbered.filter(({ frame }) => frame === undefined))
    nowhere.skip(`#${number}`, { where: `${number}: frame`, reason: 'outOfRange' });
  problems.push(...nowhere.finish().problems);
  const byFrame = groupBy(numbered, ({ frame }) => frame);
  const last = numbered.reduce((most, { frame = -1 }) => Math.max(most, frame), -1);
  const count = Math.min(Math.max(listed, last + 1), MOST_FRAMES);
  const frames = Array.from({ length: count }, (_, index): LabelFrame => {
    const frame = String(index).padStart(6, '0');
    return { id: `${name}/${frame}`, name: frame, index, images: [] };
  });
  return {
    id: name,
    name,
    folder,
    cameras,
    frames,
    labelsOf: ({ index, name: frame }) =>
      Promise.resolve(labelsOf(byFrame.get(index) ?? [], `${name}/${frame}`, path, rectFromLabel, problems)),
  };
}

/** The benchmark's longest sequence has about a thousand; a number that is far beyond is broken. */
const MOST_FRAMES = 50_000;

function frameNumber(word: string): number | undefined {
  return /^\d{1,9}$/.test(word) && Number(word) < MOST_FRAMES ? Number(word) : undefined;
}

function labelsOf(
  lines: readonly { readonly line: string; readonly number: number }[],
  frame: string,
  path: string,
  rectFromLabel: RigidTransform | undefined,
  problems: Problem[],
): FrameLabels {
  const found = new ForeignObjects(path, frame);
  const boxes2d: LabelBox2d[] = [];
  for (const { line, number } of lines) {
    const [, track = '', ...columns] = wordsOf(line);
    const label = parseLabelLine(columns.join(' '));
    if ('reason' in label) {
      found.skip(`#${number}`, { where: `${number}: ${label.where}`, reason: label.reason });
      continue;
    }
    const hasCuboid = label.class !== DONT_CARE && label.size.every((side) => side > 0);
    const hasArea =
      label.rectangle.right > label.rectangle.left && label.rectangle.bottom > label.rectangle.top;
    const isTrack = /^\d+$/.test(track);
    const id = isTrack ? track : `${frame}#${number}`;
    if (hasArea) boxes2d.push(boxOf(label, isTrack || hasCuboid ? id : undefined));
    if (!hasCuboid) continue;
    if (rectFromLabel === undefined) {
      found.skip(id, { where: String(number), reason: 'noPose' });
      continue;
    }
    const cuboid = cuboidAtPlace(label, label.size, rectFromLabel);
    found.add(id, number, {
      class: label.class,
      cuboid: { ...cuboid, rotation: roundQuaternion(cuboid.rotation) },
      attributes: {
        [TRUNCATION_LEVEL]: label.truncation,
        occlusion: label.occlusion,
        alpha: label.alpha,
        ...(label.score === undefined ? {} : { score: label.score }),
        ...(hasArea ? {} : { bbox: Object.values(label.rectangle).join(' ') }),
      },
    });
  }
  const { objects, problems: faults } = found.finish();
  problems.push(...faults);
  return {
    objects: objects.map(({ sourceId, class: name, cuboid, attributes }) => ({
      track: sourceId,
      class: name,
      cuboid,
      attributes,
    })),
    boxes2d,
  };
}

function boxOf(
  { class: name, rectangle, occlusion, score }: KittiLabelLine,
  track: string | undefined,
): LabelBox2d {
  return {
    camera: LABELED,
    rectangle,
    class: name,
    source: score === undefined ? 'imported' : 'model',
    ...(track === undefined ? {} : { track }),
    ...(score !== undefined && score >= 0 && score <= 1 ? { score } : {}),
    attributes: { occlusion },
  };
}

function camerasOf(calibration: ReturnType<typeof readObjectCalibration> | undefined): LabelCamera[] {
  const reading = calibration && kittiCameraReading(calibration, 2);
  const found = reading !== undefined && 'intrinsics' in reading ? { calibration: reading } : {};
  return [{ id: LABELED, ...found }];
}

/** `0000 empty 000000 000154`: the first frame and how many there are. */
function listedFrames(map: string, name: string): number {
  const words = linesOf(map)
    .map(wordsOf)
    .find(([sequence]) => sequence === name);
  const count = Number(words?.[3]);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}
