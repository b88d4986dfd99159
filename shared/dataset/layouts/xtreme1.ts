import { IDENTITY_TRANSFORM } from '../../geometry/rigidTransform.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { mutableTransform } from '../calibration.ts';
import type { Frame, Lidar, Sequence } from '../dataset.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import type { DatasetLayout } from '../layout.ts';
import { missingImages } from '../missingImages.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { ownOntology } from '../ownOntology.ts';
import { skippedFile, unusedFiles } from '../skippedFiles.ts';
import { readXtreme1Cameras, type Xtreme1Findings } from './xtreme1Cameras.ts';
import { xtreme1Files, xtreme1Scenes, type Xtreme1Files } from './xtreme1Files.ts';
import { parseXtreme1Labels, xtreme1Labels } from './xtreme1Labels.ts';

const LIDAR = 'lidar';

/** Label files read while opening, to learn the dataset's class names: reading all would slow down long recordings. */
const LABELS_SAMPLED = 64;

/**
 * What is uploaded to Xtreme1 and exported from it: `lidar_point_cloud_0/`, `camera_image_0/`, …, `camera_config/` and
 * `result/` (before 0.6 `point_cloud/`, `image0/`, …), joined by file name; in the dataset's folder, in scene folders
 * inside it, or both.
 */
export const xtreme1Layout: DatasetLayout = {
  id: 'xtreme1',
  calibrationForm: 'xtreme1',
  detect: (files) => xtreme1Scenes(files).length > 0,
  async read(folder, files) {
    const problems: Problem[] = [];
    const imageCalibrations: CollectedCalibrations = new Map();
    const scenes = xtreme1Scenes(files).map((scene) => xtreme1Files(scene, files, problems));
    const sequences: Sequence[] = [];
    for (const scene of scenes)
      sequences.push(await readScene(scene, folder, { problems, imageCalibrations }));
    const used = new Set(scenes.flatMap((scene, i) => usedFiles(scene, sequences[i]!)));
    const orphans = scenes.flatMap((scene, i) => framelessFiles(scene, sequences[i]!));
    // What was named already with a reason of its own is not named twice.
    for (const { path } of [...problems, ...orphans]) if (path !== undefined) used.add(path);
    return {
      name: folder.name,
      labelFrame: LIDAR,
      ontology: ownOntology(await classesOf(scenes, folder)),
      sequences,
      imageCalibrations,
      problems: [assumed('assumedLidarFrame'), ...unusedFiles(files, used), ...orphans, ...problems],
    };
  },
  labels: xtreme1Labels,
};

async function readScene(
  scene: Xtreme1Files,
  folder: DatasetFolder,
  findings: Xtreme1Findings,
): Promise<Sequence> {
  const { problems } = findings;
  const lidars = [...scene.lidars.keys()].map((_number, at): Lidar => {
    const id = at === 0 ? LIDAR : `${LIDAR}_${at}`;
    return { id, name: id, labelFromLidar: mutableTransform(IDENTITY_TRANSFORM) };
  });
  if (lidars.length > 1) problems.push(assumed('assumedSamePlace'));
  const [reference = new Map<string, string>()] = scene.lidars.values();
  const bare = [...reference].map(([name, path], index): Frame => ({
    id: path,
    name,
    index,
    clouds: [...scene.lidars.values()].flatMap((clouds, at) => {
      const cloud = clouds.get(name);
      return cloud === undefined ? [] : [{ sensor: lidars[at]!.id, path: cloud }];
    }),
    images: [],
  }));
  const { cameras, frames } = await readXtreme1Cameras(bare, scene, folder, findings);
  for (const problem of missingImages(frames, cameras)) problems.push(problem);
  return { ...sequenceInFolder(scene.folder, folder.name), lidars, cameras, frames };
}

function usedFiles(scene: Xtreme1Files, { frames }: Sequence): string[] {
  return [
    ...frames.flatMap(({ clouds, images }) => [...clouds, ...images].map(({ path }) => path)),
    ...frames.flatMap(({ name }) => scene.results.get(name) ?? []),
    ...scene.configs.values(),
  ];
}

/** Files that belong to a frame by their name, of which the reference lidar has no cloud. */
function framelessFiles(scene: Xtreme1Files, { frames }: Sequence): Problem[] {
  const names = new Set(frames.map(({ name }) => name));
  return [scene.results, ...scene.lidars.values(), ...scene.cameras.values()].flatMap((byName) =>
    [...byName].flatMap(([name, path]) => (names.has(name) ? [] : [skippedFile(path, 'noSuchFrame')])),
  );
}

/** A label file that cannot be read names no classes here; it is reported when its frame is loaded. */
async function classesOf(
  scenes: readonly Xtreme1Files[],
  folder: DatasetFolder,
): Promise<readonly { name: string }[]> {
  const all = scenes.flatMap(({ results }) => [...results]);
  const step = Math.max(1, Math.ceil(all.length / LABELS_SAMPLED));
  const names = new Set<string>();
  for (const [frame, path] of all.filter((_file, i) => i % step === 0)) {
    try {
      const { objects } = parseXtreme1Labels(await folder.readText(path), path, frame);
      for (const object of objects) names.add(object.class);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return [...names].sort(compareNaturally).map((name) => ({ name }));
}
