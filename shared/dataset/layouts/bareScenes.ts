import { folderOf, nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { groupBy } from '../groupBy.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { CLOUD_NAME, IMAGE_NAME } from '../stems.ts';

/** Folders farther down are not looked at: they are somebody's archive. */
const DEEPEST = 6;

/** Folders that systems and programs keep for themselves. */
const PRIVATE_FOLDER = /^(?:[.$].*|__.*__|__MACOSX|te?mp|node_modules|lost\+found|.*~)$/i;

/** Folders whose files were recorded together. */
export interface Scene {
  /** The deepest folder that holds them all. */
  readonly folder: string;
  /** Folders with clouds, in natural order. */
  readonly lidars: readonly string[];
  /** Folders with images, in natural order. */
  readonly cameras: readonly string[];
  /** The part of their paths that names the scene, where sensors come first: `images/drive7`, `clouds/drive7`. */
  readonly drive?: string;
}

/** Is there any cloud where we would look for one? */
export function hasClouds(files: FileListing): boolean {
  return cloudFolders(files).next().done !== true;
}

/** The folders that hold clouds, in no order, one at a time. */
export function* cloudFolders(files: FileListing): Generator<string> {
  for (const [folder, paths] of files.folders) {
    if (isLookedAt(folder) && paths.some(isCloud)) yield folder;
  }
}

/**
 * Puts together what belongs together. A folder of clouds belongs to the deepest folder around it (or itself) that has
 * images too; without any, folders of clouds side by side belong together. Images belong to the scene around them.
 */
export function findScenes(files: FileListing): Scene[] {
  const clouds = [...cloudFolders(files)].sort(compareNaturally);
  const images = imageFolders(files);
  const around = new Set(images.flatMap(ancestors));
  const sceneOf = (folder: string): string =>
    ancestors(folder).find(
      (each) => around.has(each) && (each !== folder || hasImagesBeside(folder, files)),
    ) ?? '';
  const groups = groupBy(clouds, sceneOf);
  const camerasOf = groupBy(images, (folder) => ancestors(folder).find((each) => groups.has(each)));
  return [...groups].flatMap(([folder, lidars]): Scene[] => {
    const cameras = camerasOf.get(folder) ?? [];
    if (cameras.length > 0) return splitByDrive({ folder, lidars, cameras });
    // All images around are those of scenes further in.
    return [...groupBy(lidars, folderOf)].map(([nearest, own]) => ({
      folder: nearest,
      lidars: own,
      cameras,
    }));
  });
}

export function isCloud(path: string): boolean {
  return CLOUD_NAME.test(path) && !nameOf(path).startsWith('.');
}

export function isImage(path: string): boolean {
  return IMAGE_NAME.test(path) && !nameOf(path).startsWith('.');
}

function imageFolders(files: FileListing): string[] {
  const folders = [...files.folders].filter(([folder, paths]) => isLookedAt(folder) && paths.some(isImage));
  return folders.map(([folder]) => folder).sort(compareNaturally);
}

/** A picture or two among many clouds are no camera's. */
function hasImagesBeside(folder: string, files: FileListing): boolean {
  const paths = files.inFolder(folder);
  return paths.filter(isImage).length * 2 >= paths.filter(isCloud).length;
}

function isLookedAt(folder: string): boolean {
  const parts = folder.split('/');
  return parts.length <= DEEPEST && !parts.some((part) => PRIVATE_FOLDER.test(part));
}

/** The folder itself, the one around it, and so on up to the dataset's own. */
function ancestors(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...ancestors(folderOf(folder))];
}

/** Where every folder of clouds has images under its own name, each is a scene. */
function splitByDrive(scene: Scene): Scene[] {
  if (scene.lidars.length < 2) return [scene];
  const drives = scene.lidars.map((folder) => {
    const drive = nameOf(folder);
    const cameras = scene.cameras.filter((camera) => camera !== folder && camera.split('/').includes(drive));
    return { folder, lidars: [folder], cameras, drive };
  });
  const isSplit = drives.every(({ cameras }) => cameras.length > 0);
  return isSplit ? drives : [scene];
}
