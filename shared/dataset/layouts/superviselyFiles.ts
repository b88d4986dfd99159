import { folderOf, joinPath, nameOf, stemOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import { CLOUD_NAME, IMAGE_NAME } from '../stems.ts';

/** One dataset of a Supervisely project, by its files. */
export interface SuperviselyFiles {
  /** The empty text for the opened folder itself. */
  readonly folder: string;
  /** In natural order. */
  readonly clouds: readonly string[];
  /** cloud → its images, in natural order. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  /** Episodes keep the labels of all frames in one file: `annotation.json`. */
  readonly episode: string | undefined;
  /** Which cloud has which frame number: `frame_pointcloud_map.json`. */
  readonly frameMap: string | undefined;
  /** The project's `meta.json`, beside the dataset or in it. */
  readonly meta: string | undefined;
}

/**
 * Folders with a `pointcloud` folder and Supervisely's annotations beside it: `ann/<cloud>.json` in projects of single
 * clouds, `annotation.json` in episodes. CVAT has folders of the first name, too.
 */
export function superviselyFolders(files: FileListing): readonly string[] {
  return files.scenesWith('pointcloud', CLOUD_NAME).filter((folder) => {
    if (files.has(joinPath(folder, 'annotation.json'))) return true;
    return files.inFolder(joinPath(folder, 'ann'), /\.json$/).length > 0;
  });
}

export function superviselyFiles(folder: string, files: FileListing): SuperviselyFiles {
  const here = (name: string): string | undefined => {
    const path = joinPath(folder, name);
    return files.has(path) ? path : undefined;
  };
  const inProject = joinPath(folderOf(folder), 'meta.json');
  const clouds = files.inFolder(files.folderIn(folder, 'pointcloud')!, CLOUD_NAME);
  return {
    folder,
    clouds,
    images: new Map(
      clouds.flatMap((cloud) => {
        const images = relatedImages(folder, cloud, files);
        return images.length === 0 ? [] : [[cloud, images] as const];
      }),
    ),
    episode: here('annotation.json'),
    frameMap: here('frame_pointcloud_map.json'),
    meta: here('meta.json') ?? (folder !== '' && files.has(inProject) ? inProject : undefined),
  };
}

/** `related_images/frame1_pcd/` for `frame1.pcd`; some tools write the whole name or the one without its ending. */
function relatedImages(folder: string, cloud: string, files: FileListing): readonly string[] {
  const name = nameOf(cloud);
  for (const candidate of [name.replaceAll('.', '_'), name, stemOf(cloud)]) {
    const images = files.inFolder(joinPath(folder, `related_images/${candidate}`), IMAGE_NAME);
    if (images.length > 0) return images;
  }
  return [];
}

/** The label file of a cloud in a project that is no episode. */
export function superviselyLabelPath(cloud: string): string {
  return joinPath(folderOf(folderOf(cloud)), `ann/${nameOf(cloud)}.json`);
}
