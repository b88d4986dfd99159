import type { DatasetLayout } from '../layout.ts';
import { calibrateBare } from './bareCalibration.ts';
import { readScenes } from './bareReading.ts';
import { findScenes } from './bareScenes.ts';
import { calibrateRos } from './rosCalibration.ts';
import { withFallback } from './rosFallback.ts';
import { looksLikeRos } from './rosFiles.ts';

/**
 * Folders as they are unpacked from ROS bags and as Autoware's tools write them: clouds and images in folders named by
 * topic, `camera_info` in YAML, and the sensors' places as an Autoware sensor kit or as static transforms. Files are
 * joined like those of the bare layout.
 */
export const rosLayout: DatasetLayout = {
  id: 'ros',
  detect: (files) => looksLikeRos(files),
  read(folder, files, choices) {
    const scenes = findScenes(files);
    return readScenes(scenes, folder, files, choices, async (sensors) =>
      withFallback(await calibrateRos(sensors, scenes, folder, files, choices), () =>
        calibrateBare(sensors, folder, files, choices),
      ),
    );
  },
};
