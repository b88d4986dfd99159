import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { calibratedCamera, mutableTransform, type CalibrationReading } from '../calibration.ts';
import { joinPath, stemOf } from '../canonicalPath.ts';
import type { Camera, Frame, Ontology, Sequence } from '../dataset.ts';
import { DEFAULT_ONTOLOGY, extendOntology, respellOntology } from '../defaultOntology.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { framePoseOf, labelPoseOf, missingPoses, type FramePoses } from '../framePoses.ts';
import type { DatasetLayout } from '../layout.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { readAll } from '../readEach.ts';
import { readJsonIfSound } from '../readJsonIfSound.ts';
import { readSustechCalibration } from './sustechCalibration.ts';
import { EGO_FROM_SUSTECH_LIDAR, parseSustechEgoPose } from './sustechEgoPose.ts';
import { parseSustechLabels, sustechLabels } from './sustechLabels.ts';
import { sceneFolders, sortIntoScenes, type SceneFiles } from './sustechScenes.ts';

/** The only lidar of a scene, and the frame that its labels are written in. */
const LIDAR = 'lidar';

/** Label files read while opening, to learn the dataset's class names: reading all would slow down long recordings. */
const LABELS_SAMPLED = 64;

/**
 * SUSTechPOINTS: a scene folder holds `lidar/<frame>.pcd`, `camera/<camera>/<frame>.jpg`, `calib/camera/<camera>.json`
 * `label/<frame>.json` and `ego_pose/<frame>.json`, joined by name. The dataset's folder is a scene, or holds several.
 */
export const sustechpointsLayout: DatasetLayout = {
  id: 'sustechpoints',
  calibrationForm: 'sustechpoints',
  detect: (files) => sceneFolders(files).length > 0,
  async read(folder, files) {
    const { scenes, problems } = sortIntoScenes(files);
    // Together, and not scene by scene: there may be thousands, each with a few small files.
    const calibrations = await readAll(
      scenes.flatMap((scene) => [...scene.calibrations.values()]),
      (path) => readCalibration(path, folder),
    );
    const poses = await readAll(
      scenes.flatMap((scene) => [...scene.poses.values()]),
      (path) => readJsonIfSound(folder, path, problems),
    );
    const sequences: Sequence[] = [];
    for (const scene of scenes) {
      const placed = posesOf(scene, poses);
      const { sequence, problems: found } = await readScene(scene, calibrations, placed, folder);
      sequences.push(sequence);
      for (const problem of found) problems.push(problem);
    }
    return {
      name: folder.name,
      labelFrame: LIDAR,
      ontology: await ontologyOf(scenes, folder),
      sequences,
      problems,
    };
  },
  labels: sustechLabels,
};

async function readScene(
  scene: SceneFiles,
  calibrations: Calibrations,
  poses: FramePoses,
  folder: DatasetFolder,
): Promise<{ sequence: Sequence; problems: Problem[] }> {
  const cameraIds = [...scene.images.keys()].sort(compareNaturally);
  const cameras: Camera[] = [];
  for (const id of cameraIds) cameras.push(await readCamera(id, scene, calibrations, folder));
  const frames = [...scene.clouds].map(([stem, cloud], index) =>
    frameOf(stem, cloud, index, cameraIds, scene, poses),
  );
  const problems = [
    ...cameras.flatMap(({ calibrationProblem }) => calibrationProblem ?? []),
    ...poses.problems,
    ...frames.flatMap((frame) => missingImages(frame, cameraIds, scene)),
  ];
  const sequence: Sequence = {
    ...sequenceInFolder(scene.folder, folder.name),
    ...labelPoseOf(poses),
    lidars: [{ id: LIDAR, name: LIDAR, labelFromLidar: mutableTransform(IDENTITY_TRANSFORM) }],
    cameras,
    frames,
  };
  return { sequence, problems };
}

/** @param jsonByPath undefined for a file that could not be read, which was named */
function posesOf(scene: SceneFiles, jsonByPath: ReadonlyMap<string, unknown>): FramePoses {
  const worldFromEgo = new Map<string, RigidTransform>();
  const problems: Problem[] = [];
  for (const [stem, path] of scene.poses) {
    const json = jsonByPath.get(path);
    if (json === undefined) continue;
    const read = parseSustechEgoPose(json);
    if ('worldFromEgo' in read) worldFromEgo.set(stem, read.worldFromEgo);
    else problems.push({ code: 'schema.mismatch', severity: 'warning', path, params: { ...read } });
  }
  const { size } = scene.clouds;
  problems.push(...missingPoses(size, size - scene.poses.size, joinPath(scene.folder, 'ego_pose')));
  if (worldFromEgo.size === 0) return { worldFromEgo, problems };
  problems.unshift(assumed('assumedSustechMount', {}, scene.folder));
  return { worldFromEgo, egoFromLabel: EGO_FROM_SUSTECH_LIDAR, problems };
}

/** File → what it says. */
type Calibrations = ReadonlyMap<string, CalibrationReading>;

function readCamera(
  id: string,
  scene: SceneFiles,
  calibrations: Calibrations,
  folder: DatasetFolder,
): Promise<Camera> {
  const path = scene.calibrations.get(id) ?? joinPath(scene.folder, `calib/camera/${id}.json`);
  const reading = calibrations.get(path) ?? { fault: { code: 'calibration.missing' } };
  return calibratedCamera({ id, name: id }, reading, path, folder);
}

async function readCalibration(path: string, folder: DatasetFolder): Promise<CalibrationReading> {
  try {
    const text = await folder.readText(path);
    const codes = { malformed: 'calibration.malformed', mismatch: 'calibration.malformed' } as const;
    return readSustechCalibration(parseJson(text, path, codes));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { fault: { code: 'calibration.malformed', ...error.problem.params } };
  }
}

function frameOf(
  stem: string,
  cloud: string,
  index: number,
  cameraIds: readonly string[],
  scene: SceneFiles,
  poses: FramePoses,
): Frame {
  return {
    id: cloud,
    name: stem,
    index,
    clouds: [{ sensor: LIDAR, path: cloud }],
    images: cameraIds.flatMap((sensor) => {
      const path = scene.images.get(sensor)?.get(stem);
      return path === undefined ? [] : [{ sensor, path }];
    }),
    ...framePoseOf(poses, stem),
  };
}

function missingImages(frame: Frame, cameraIds: readonly string[], scene: SceneFiles): Problem[] {
  return cameraIds
    .filter((camera) => !frame.images.some(({ sensor }) => sensor === camera))
    .map((camera) => {
      const [another] = scene.images.get(camera)!.values();
      const ending = another!.slice(another!.lastIndexOf('.'));
      const path = joinPath(scene.folder, `camera/${camera}/${frame.name}${ending}`);
      return { code: 'image.missing', severity: 'warning', path, params: { camera, frame: frame.name } };
    });
}

/** The default classes as this dataset spells them (`Car`), and those that its labels have besides. */
async function ontologyOf(scenes: readonly SceneFiles[], folder: DatasetFolder): Promise<Ontology> {
  const files = scenes.flatMap((scene) => [...scene.labels.values()]);
  const step = Math.max(1, Math.ceil(files.length / LABELS_SAMPLED));
  const names = new Set<string>();
  for (const path of files.filter((_file, i) => i % step === 0)) {
    for (const name of await classNames(path, folder)) names.add(name);
  }
  const sorted = [...names].sort(compareNaturally);
  return extendOntology(respellOntology(CAPITALISED, sorted), sorted);
}

const CAPITALISED = respellOntology(
  DEFAULT_ONTOLOGY,
  DEFAULT_ONTOLOGY.classes.map(({ name }) => name.charAt(0).toUpperCase() + name.slice(1)),
);

/** A label file that cannot be read names no classes here; it is reported when its frame is loaded. */
async function classNames(path: string, folder: DatasetFolder): Promise<string[]> {
  try {
    const { objects } = parseSustechLabels(await folder.readText(path), path, stemOf(path));
    return objects.map((object) => object.class);
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}
