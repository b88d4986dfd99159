import { IDENTITY_TRANSFORM } from '../../geometry/rigidTransform.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { calibratedCamera, mutableTransform } from '../calibration.ts';
import { joinPath, stemOf } from '../canonicalPath.ts';
import type { Camera, Frame, Sequence } from '../dataset.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { DatasetLayout } from '../layout.ts';
import { missingImages } from '../missingImages.ts';
import { ownOntology } from '../ownOntology.ts';
import { groupByCamera } from '../relatedImages.ts';
import { unusedFiles } from '../skippedFiles.ts';
import { cvat3dLabels } from './cvat3dLabels.ts';
import { cvat3dScenes, itemNameOf, type Cvat3dScene } from './cvat3dScenes.ts';
import { frameOfItem, parseDatumaro } from './cvat3dDatumaro.ts';

const LIDAR = 'lidar';

/** Larger files are left to the labels: at opening they are read for their class names only. */
const OPENED_BYTES = 64 * 2 ** 20;

/** 3D tasks of CVAT: clouds with bags of images that nobody calibrated, and annotations from a “Datumaro 3D” export. */
export const cvat3dLayout: DatasetLayout = {
  id: 'cvat-3d',
  detect: (files) => cvat3dScenes(files).length > 0,
  async read(folder, files) {
    const scenes = cvat3dScenes(files);
    const problems: Problem[] = [assumed('assumedLidarFrame')];
    const sequences: Sequence[] = [];
    const classes = new Set<string>();
    const used = new Set<string>();
    for (const scene of scenes) {
      const isOnly = scenes.filter((other) => other.folder === scene.folder).length === 1;
      sequences.push(await readScene(scene, isOnly ? scene.folder : scene.cloudFolder, folder, problems));
      for (const path of [...scene.clouds, ...scene.annotations]) used.add(path);
      for (const path of [...scene.images.values()].flat()) used.add(path);
      for (const name of await readClasses(scene, folder, problems)) classes.add(name);
    }
    return {
      name: folder.name,
      labelFrame: LIDAR,
      ontology: ownOntology([...classes].map((name) => ({ name }))),
      sequences,
      problems: [...unusedFiles(files, used), ...problems],
    };
  },
  labels: cvat3dLabels,
};

async function readScene(
  scene: Cvat3dScene,
  place: string,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<Sequence> {
  const related = scene.clouds.map((cloud) => ({
    stem: stemOf(cloud),
    images: scene.images.get(cloud) ?? [],
  }));
  const { cameras: ids, cameraOf, reason } = groupByCamera(related);
  if (reason !== undefined) problems.push(assumed(reason));
  const cameras: Camera[] = [];
  for (const id of ids) {
    const path = joinPath(scene.folder, 'related_images');
    const missing = { fault: { code: 'calibration.missing' } } as const;
    const camera = await calibratedCamera({ id, name: id }, missing, path, folder);
    cameras.push(camera);
    if (camera.calibrationProblem !== undefined) problems.push(camera.calibrationProblem);
  }
  const frames = scene.clouds.map((cloud, index): Frame => ({
    id: cloud,
    name: itemNameOf(cloud, scene.cloudFolder),
    index,
    clouds: [{ sensor: LIDAR, path: cloud }],
    images: related[index]!.images.map((path) => ({ sensor: cameraOf.get(path)!, path })),
  }));
  for (const problem of missingImages(frames, cameras)) problems.push(problem);
  return {
    ...sequenceInFolder(place, folder.name),
    lidars: [{ id: LIDAR, name: LIDAR, labelFromLidar: mutableTransform(IDENTITY_TRANSFORM) }],
    cameras,
    frames,
  };
}

/** Items without a cloud, and second ones of the same cloud, are named: their labels would be lost without a word. */
async function readClasses(
  scene: Cvat3dScene,
  folder: DatasetFolder,
  problems: Problem[],
): Promise<readonly string[]> {
  const frames = new Set(scene.clouds.map((cloud) => itemNameOf(cloud, scene.cloudFolder)));
  const seen = new Set<string>();
  const names: string[] = [];
  for (const path of scene.annotations) {
    try {
      const { classes, items } = parseDatumaro(await folder.readText(path, OPENED_BYTES), path);
      names.push(...classes);
      for (const item of items) {
        const frame = frameOfItem(item, frames);
        const isLost = frame === undefined ? item.annotations.length > 0 : seen.has(frame);
        if (frame !== undefined) seen.add(frame);
        if (!isLost) continue;
        const params = { frame: item.id, reason: frame === undefined ? 'noCloud' : 'duplicateFrame' };
        problems.push({ code: 'frame.skipped', severity: 'warning', path, params });
      }
    } catch (error) {
      // It is reported when the labels are loaded.
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return names;
}
