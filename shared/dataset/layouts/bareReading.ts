import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { guessBinColumns } from '../binColumns.ts';
import { calibratedCamera, mutableTransform, type CalibrationReading } from '../calibration.ts';
import type { CalibrationForm } from '../calibrationForms.ts';
import type { Camera, Lidar, Sequence } from '../dataset.ts';
import { DEFAULT_ONTOLOGY } from '../defaultOntology.ts';
import { sequenceInFolder, type FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { LayoutReading } from '../layout.ts';
import { assumedByJoins, assumedByTimes, chosenJoin, matchingQuestion } from '../matchImages.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { missingImages } from '../missingImages.ts';
import type { LayoutChoices, Question } from '../questions.ts';
import { skippedFile, unusedFiles } from '../skippedFiles.ts';
import { framesOf } from './bareFrames.ts';
import { isCloud, isImage, type Scene } from './bareScenes.ts';
import { sortSensors, type SceneSensors } from './bareSensors.ts';

/** A camera's calibration and where it comes from. */
export interface CameraReading {
  readonly reading: CalibrationReading;
  /** The file that it was read from, or where one would be looked for. */
  readonly path: string;
  readonly width?: number;
  readonly height?: number;
}

/** What calibration files say about the sensors of a sequence. */
export interface SceneCalibration {
  /** Camera id → reading; one for each camera. */
  readonly cameras: ReadonlyMap<string, CameraReading>;
  /** Lidar id → pose; lidars without one are taken to stand where the reference stands. */
  readonly labelFromLidar: ReadonlyMap<string, RigidTransform>;
  /** Calibration files that were read. */
  readonly used: readonly string[];
  readonly problems: readonly Problem[];
  readonly questions?: readonly Question[];
  /** Of the calibrations that were found. */
  readonly forms: readonly CalibrationForm[];
}

export type CalibrateScene = (sensors: SceneSensors) => Promise<SceneCalibration>;

/** What `lidar` is called in messages and files where the scenes' reference lidars have different names, or none. */
const LIDAR = 'lidar';

/** Reads folders of clouds and images; `calibrate` knows where calibrations lie and what they look like. */
export async function readScenes(
  scenes: readonly Scene[],
  folder: DatasetFolder,
  files: FileListing,
  choices: LayoutChoices,
  calibrate: CalibrateScene,
): Promise<LayoutReading> {
  const problems: Problem[] = [];
  const found = scenes
    .flatMap((scene) => sortSensors(scene, files, problems))
    .sort((a, b) => compareNaturally(a.folder, b.folder));
  const names = new Set(found.map(({ lidars }) => lidars[0]!.files.sensor));
  const labelFrame = names.size === 1 ? [...names][0]! : LIDAR;
  const matching = matchingQuestion(
    found.flatMap(({ cameras }) => cameras.map(({ joins }) => joins)),
    choices,
  );
  const clouds = found.flatMap(({ lidars }) => lidars.flatMap(({ files: { byKey } }) => [...byKey.values()]));
  const bins = await guessBinColumns(clouds, folder, choices);
  const sequences: Sequence[] = [];
  const questions = [matching, bins.question].filter((question) => question !== undefined);
  const used = new Set<string>();
  const forms = new Set<CalibrationForm>();
  for (const sensors of found) {
    const calibration = await calibrate(sensors);
    const sequence = await sequenceOf(
      sensors,
      calibration,
      { labelFrame, matching, columns: bins.columns },
      folder,
    );
    sequences.push(sequence);
    const own = [...calibration.problems, ...problemsOf(sensors, sequence, calibration, matching)];
    // One by one: a call takes no hundred thousand arguments.
    for (const problem of own) problems.push(problem);
    for (const question of calibration.questions ?? []) {
      if (!questions.some(({ id }) => id === question.id)) questions.push(question);
    }
    for (const form of calibration.forms) forms.add(form);
    for (const path of calibration.used) used.add(path);
  }
  for (const path of dataPaths(sequences)) used.add(path);
  for (const { path } of problems) if (path !== undefined) used.add(path);
  return {
    name: folder.name,
    labelFrame,
    ontology: DEFAULT_ONTOLOGY,
    sequences,
    problems: once([...problems, ...bins.problems, ...unused(files, used)]),
    questions,
    forms: [...forms],
  };
}

interface Understanding {
  readonly labelFrame: string;
  readonly matching: Question | undefined;
  readonly columns: string[] | undefined;
}

async function sequenceOf(
  sensors: SceneSensors,
  { cameras: readings, labelFromLidar }: SceneCalibration,
  { labelFrame, matching, columns }: Understanding,
  folder: DatasetFolder,
): Promise<Sequence> {
  const [own = labelFrame, ...others] = sensors.lidars.map(({ files }) => files.sensor);
  // The reference gives its name up for that of the label frame.
  const ids = [labelFrame, ...others.map((other) => (other === labelFrame ? own : other))];
  const lidars = sensors.lidars.map(({ files }, i): Lidar => {
    const pose = i === 0 ? IDENTITY_TRANSFORM : (labelFromLidar.get(files.sensor) ?? IDENTITY_TRANSFORM);
    const bins = [...files.byKey.values()].some((path) => /\.bin$/i.test(path)) ? columns : undefined;
    const id = ids[i]!;
    return { id, name: id, labelFromLidar: mutableTransform(pose), ...(bins && { binColumns: bins }) };
  });
  const cameras: Camera[] = [];
  for (const { files } of sensors.cameras) {
    const { reading, path, width, height } = readings.get(files.sensor)!;
    const size = { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
    cameras.push(
      await calibratedCamera({ id: files.sensor, name: files.sensor, ...size }, reading, path, folder),
    );
  }
  const frames = framesOf(sensors, ids, matching);
  return { ...sequenceInFolder(sensors.folder, folder.name), lidars, cameras, frames };
}

function problemsOf(
  { lidars, cameras }: SceneSensors,
  sequence: Sequence,
  { labelFromLidar }: SceneCalibration,
  matching: Question | undefined,
): Problem[] {
  const joins = cameras.flatMap((camera) => chosenJoin(camera.joins, matching) ?? []);
  const isUnplaced = lidars.slice(1).some(({ files }) => !labelFromLidar.has(files.sensor));
  const isByTime = joins.some(({ way }) => way === 'time');
  return [
    ...assumedByJoins(matching?.isAnswered === true ? [] : joins),
    ...(isByTime ? assumedByTimes([...lidars, ...cameras].map(({ files }) => files)) : []),
    ...(isUnplaced ? [assumed('assumedSamePlace')] : []),
    ...sequence.cameras.flatMap(({ calibrationProblem }) => calibrationProblem ?? []),
    ...missingImages(sequence.frames, sequence.cameras),
  ];
}

function dataPaths(sequences: readonly Sequence[]): string[] {
  return sequences.flatMap(({ frames }) =>
    frames.flatMap(({ clouds, images }) => [...clouds, ...images].map(({ path }) => path)),
  );
}

/** Clouds and images that found no frame are told from files that are of no use here. */
function unused(files: FileListing, used: ReadonlySet<string>): Problem[] {
  return unusedFiles(files, used).map((problem) => {
    const { path = '', params } = problem;
    const isData = params?.['reason'] === 'notPartOfLayout' && (isCloud(path) || isImage(path));
    return isData ? skippedFile(path, 'noMatchingFrame') : problem;
  });
}

/** What is so of several scenes, or of a file that several look at, is said once. */
function once(problems: readonly Problem[]): Problem[] {
  const said = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !said.has(key) && said.add(key).size > 0;
  });
}
