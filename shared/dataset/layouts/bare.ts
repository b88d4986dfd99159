import type { DatasetLayout } from '../layout.ts';
import { areBinClouds } from '../binColumns.ts';
import { calibrateBare } from './bareCalibration.ts';
import { readScenes } from './bareReading.ts';
import { cloudFolders, findScenes, isCloud } from './bareScenes.ts';

/**
 * Any folder with point clouds, and images that are joined with them by name, time or order. Folders of clouds are
 * lidars, folders of images cameras; what was recorded together is told by where it lies, see `findScenes`.
 */
export const bareLayout: DatasetLayout = {
  id: 'bare',
  isFallback: true,
  async detect(files, folder) {
    for (const each of cloudFolders(files)) {
      const clouds = files.inFolder(each).filter(isCloud);
      // A `.bin` file may be anything; one that holds no rows of numbers is no cloud.
      if (clouds.some((path) => !/\.bin$/i.test(path)) || (await areBinClouds(clouds, folder))) return true;
    }
    return false;
  },
  read: (folder, files, choices) =>
    readScenes(findScenes(files), folder, files, choices, (sensors) =>
      calibrateBare(sensors, folder, files, choices),
    ),
};
