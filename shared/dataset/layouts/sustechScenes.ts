import { compareNaturally } from '../naturalOrder.ts';
import { nameOf, stemOf } from '../canonicalPath.ts';
import type { FileEntry } from '../fileTree.ts';
import { isOwnFile, isSystemFile, skippedFile } from '../skippedFiles.ts';
import type { Problem } from '../../problems/problem.ts';

/** The files of one scene folder by what they are. */
export interface SceneFiles {
  /** The scene's folder in the dataset; the empty text for the dataset's own folder. */
  readonly folder: string;
  /** stem → cloud, in natural order. */
  readonly clouds: ReadonlyMap<string, FileEntry>;
  /** camera → stem → image. */
  readonly images: ReadonlyMap<string, ReadonlyMap<string, FileEntry>>;
  /** camera → calibration file. */
  readonly calibrations: ReadonlyMap<string, FileEntry>;
  /** stem → label file. */
  readonly labels: ReadonlyMap<string, FileEntry>;
}

/** A scene lies in the dataset's folder or at most two below it (`data/<scene>/lidar/…`). */
const CLOUD_IN_SCENE = /^(?:((?:[^/]+\/)?[^/]+)\/)?lidar\/[^/]+\.pcd$/i;

/** The folders that are scenes. A scene that is the dataset's own folder hides those inside it. */
export function sceneFolders(files: readonly FileEntry[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const match = CLOUD_IN_SCENE.exec(path);
    if (match !== null) folders.add(match[1] ?? '');
  }
  return folders.has('') ? [''] : [...folders].sort(compareNaturally);
}

/** Every file of the dataset put where it belongs; the others come back as problems that say why. */
export function sortIntoScenes(files: readonly FileEntry[]): { scenes: SceneFiles[]; problems: Problem[] } {
  const builders = new Map(sceneFolders(files).map((folder) => [folder, newScene(folder)]));
  const problems: Problem[] = [];
  for (const file of [...files].sort((a, b) => compareNaturally(a.path, b.path))) {
    if (isOwnFile(file.path)) continue;
    const scene = sceneOf(file.path, builders);
    const problem = scene === undefined ? skippedFile(file.path, 'notPartOfLayout') : place(file, scene);
    if (problem !== undefined) problems.push(problem);
  }
  const scenes = [...builders.values()];
  for (const scene of scenes) problems.push(...dropWithoutFrame(scene));
  return { scenes, problems };
}

interface SceneBuilder extends SceneFiles {
  readonly clouds: Map<string, FileEntry>;
  readonly images: Map<string, Map<string, FileEntry>>;
  readonly calibrations: Map<string, FileEntry>;
  readonly labels: Map<string, FileEntry>;
}

function newScene(folder: string): SceneBuilder {
  return { folder, clouds: new Map(), images: new Map(), calibrations: new Map(), labels: new Map() };
}

/** The scene whose folder holds the file: the deepest, of which there are at most three candidates. */
function sceneOf(path: string, scenes: ReadonlyMap<string, SceneBuilder>): SceneBuilder | undefined {
  const [first = '', second = ''] = path.split('/');
  return scenes.get(`${first}/${second}`) ?? scenes.get(first) ?? scenes.get('');
}

function place(file: FileEntry, scene: SceneBuilder): Problem | undefined {
  const local = scene.folder === '' ? file.path : file.path.slice(scene.folder.length + 1);
  const stem = stemOf(file.path);
  if (isSystemFile(nameOf(file.path))) return skippedFile(file.path, 'systemFile');
  if (/^lidar\/[^/]+\.pcd$/i.test(local)) {
    if (scene.clouds.has(stem)) return skippedFile(file.path, 'duplicateFrame');
    scene.clouds.set(stem, file);
    return undefined;
  }
  const camera = /^camera\/([^/]+)\/[^/]+\.(?:jpe?g|png)$/i.exec(local)?.[1];
  if (camera !== undefined) {
    const images = scene.images.get(camera) ?? new Map<string, FileEntry>();
    scene.images.set(camera, images);
    if (images.has(stem)) return skippedFile(file.path, 'duplicateImage');
    images.set(stem, file);
    return undefined;
  }
  const kind = /^(calib\/camera|label)\/[^/]+\.json$/.exec(local)?.[1];
  if (kind === undefined) return skippedFile(file.path, 'notPartOfLayout');
  (kind === 'label' ? scene.labels : scene.calibrations).set(stem, file);
  return undefined;
}

/** Takes out images and labels that go with no cloud, and calibrations that go with no images. */
function dropWithoutFrame(scene: SceneBuilder): Problem[] {
  const problems: Problem[] = [];
  for (const byStem of [scene.labels, ...scene.images.values()]) {
    for (const [stem, { path }] of byStem) {
      if (scene.clouds.has(stem)) continue;
      byStem.delete(stem);
      problems.push(skippedFile(path, 'noSuchFrame'));
    }
  }
  for (const [camera, images] of scene.images) if (images.size === 0) scene.images.delete(camera);
  for (const [camera, { path }] of scene.calibrations) {
    if (!scene.images.has(camera)) problems.push(skippedFile(path, 'cameraWithoutImages'));
  }
  return problems;
}
