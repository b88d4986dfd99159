import { folderOf, joinPath, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { IMAGE_NAME } from '../stems.ts';

const CLOUD = /\.pcd$/i;
const EXPORTED = /^(?:(.+)\/)?point_clouds\/([^/]+)(?:\/(.+))?$/;

/** The clouds of a CVAT task, and what lies beside them. */
export interface Cvat3dScene {
  /** The folder that holds `pointcloud` or `point_clouds`; the empty text for the dataset's own. */
  readonly folder: string;
  /** Where the clouds lie; names the sequence where a folder has several subsets. */
  readonly cloudFolder: string;
  /** In natural order. */
  readonly clouds: readonly string[];
  /** cloud → its images, in natural order. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  readonly annotations: readonly string[];
}

/**
 * Tasks as they are uploaded (`pointcloud/<name>.pcd`, `related_images/<name>_pcd/…`), and as “Datumaro 3D” exports them
 * (`point_clouds/<subset>/<name>.pcd`, `related_images/<subset>/<name>/…`, `annotations/<subset>.json`). Supervisely's
 * datasets have the first two folders as well, and annotations of their own.
 */
export function cvat3dScenes(files: FileListing): readonly Cvat3dScene[] {
  return [...uploadedScenes(files), ...exportedScenes(files)];
}

function uploadedScenes(files: FileListing): Cvat3dScene[] {
  return files.scenesWith('pointcloud', CLOUD).flatMap((folder) => {
    const isSupervisely =
      files.folders.has(joinPath(folder, 'ann')) || files.has(joinPath(folder, 'annotation.json'));
    if (isSupervisely) return [];
    const annotations = files.inFolder(joinPath(folder, 'annotations'), /\.json$/);
    const cloudFolder = files.folderIn(folder, 'pointcloud')!;
    const clouds = files.inFolder(cloudFolder, CLOUD);
    const related = relatedFolders(folder, files);
    const images = imagesOf(clouds, (cloud) => uploadedImages(nameOf(cloud), related));
    if (images.size === 0 && annotations.length === 0) return [];
    return [{ folder, cloudFolder, clouds, images, annotations }];
  });
}

function exportedScenes(files: FileListing): Cvat3dScene[] {
  const subsets = new Map<string, { folder: string; subset: string; clouds: string[] }>();
  for (const path of files.folders.keys()) {
    const [, folder = '', subset] = EXPORTED.exec(path) ?? [];
    if (subset === undefined) continue;
    if (!files.has(joinPath(folder, `annotations/${subset}.json`))) continue;
    const cloudFolder = joinPath(folder, `point_clouds/${subset}`);
    const scene = subsets.get(cloudFolder) ?? { folder, subset, clouds: [] };
    for (const cloud of files.inFolder(path, CLOUD)) scene.clouds.push(cloud);
    if (scene.clouds.length > 0) subsets.set(cloudFolder, scene);
  }
  return [...subsets].map(([cloudFolder, { folder, subset, clouds }]) => {
    const related = relatedFolders(folder, files);
    return {
      folder,
      cloudFolder,
      clouds: clouds.sort(compareNaturally),
      images: imagesOf(clouds, (cloud) => related.get(`${subset}/${itemNameOf(cloud, cloudFolder)}`)),
      annotations: [joinPath(folder, `annotations/${subset}.json`)],
    };
  });
}

/** What an annotation file calls a cloud: its path among the clouds, without the ending. */
export function itemNameOf(cloud: string, cloudFolder: string): string {
  const inside = cloud.slice(cloudFolder.length + 1);
  return joinPath(folderOf(inside), stemOf(inside));
}

/** Path inside `related_images` → images. There is a folder for every frame: one pass over all folders, not one each. */
function relatedFolders(scene: string, files: FileListing): Map<string, readonly string[]> {
  const start = joinPath(scene, 'related_images/');
  const folders = new Map<string, readonly string[]>();
  for (const folder of files.folders.keys()) {
    if (!folder.startsWith(start)) continue;
    const images = files.inFolder(folder, IMAGE_NAME);
    if (images.length > 0) folders.set(folder.slice(start.length), images);
  }
  return folders;
}

/** CVAT replaces the dots of the name; people who follow its example replace the last one, or leave the ending out. */
function uploadedImages(
  name: string,
  related: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  return (
    related.get(name.replaceAll('.', '_')) ??
    related.get(name.replace(CLOUD, '_pcd')) ??
    related.get(name.replace(CLOUD, ''))
  );
}

function imagesOf(
  clouds: readonly string[],
  find: (cloud: string) => readonly string[] | undefined,
): Map<string, readonly string[]> {
  const images = new Map<string, readonly string[]>();
  for (const cloud of clouds) {
    const found = find(cloud);
    if (found !== undefined) images.set(cloud, found);
  }
  return images;
}
