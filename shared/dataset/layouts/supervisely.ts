import { IDENTITY_TRANSFORM } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import { mutableTransform } from '../calibration.ts';
import { stemOf } from '../canonicalPath.ts';
import type { Frame, Sequence } from '../dataset.ts';
import { sequenceInFolder } from '../fileListing.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import type { DatasetLayout } from '../layout.ts';
import { missingImages } from '../missingImages.ts';
import { ownOntology } from '../ownOntology.ts';
import { unusedFiles } from '../skippedFiles.ts';
import { readSuperviselyCameras, type SuperviselyReading } from './superviselyCameras.ts';
import { readEpisodeFrames } from './superviselyEpisode.ts';
import {
  superviselyFiles,
  superviselyFolders,
  superviselyLabelPath,
  type SuperviselyFiles,
} from './superviselyFiles.ts';
import { superviselyLabels } from './superviselyLabels.ts';
import { readSuperviselyClasses } from './superviselyMeta.ts';

const LIDAR = 'lidar';

/**
 * Point-cloud projects and episodes of Supervisely: a project folder with `meta.json` and a folder for each dataset, which
 * holds `pointcloud/`, `related_images/<cloud>_pcd/` and either `ann/<cloud>.json` or `annotation.json`. A dataset opened
 * by itself works, too.
 */
export const superviselyLayout: DatasetLayout = {
  id: 'supervisely',
  calibrationForm: 'supervisely',
  detect: (files) => superviselyFolders(files).length > 0,
  async read(folder, files) {
    const problems: Problem[] = [assumed('assumedLidarFrame')];
    const datasets = superviselyFolders(files).map((place) => superviselyFiles(place, files));
    const sequences: Sequence[] = [];
    const imageCalibrations: CollectedCalibrations = new Map();
    const reading = { folder, files, problems, imageCalibrations };
    for (const dataset of datasets) sequences.push(await readDataset(dataset, reading));
    const metas = new Set(datasets.flatMap(({ meta }) => meta ?? []));
    const classes = [];
    for (const path of metas) classes.push(...(await readSuperviselyClasses(folder, path, problems)));
    const used = new Set([...metas, ...datasets.flatMap((dataset) => usedFiles(dataset))]);
    return {
      name: folder.name,
      labelFrame: LIDAR,
      ontology: ownOntology(classes),
      sequences,
      imageCalibrations,
      problems: [...unusedFiles(files, used), ...problems],
    };
  },
  labels: superviselyLabels,
};

async function readDataset(dataset: SuperviselyFiles, reading: SuperviselyReading): Promise<Sequence> {
  const clouds =
    dataset.episode === undefined
      ? dataset.clouds
      : [...(await readEpisodeFrames(dataset, reading.folder, reading.problems)).keys()];
  const bare = clouds.map((cloud, index): Frame => ({
    id: cloud,
    name: stemOf(cloud),
    index,
    clouds: [{ sensor: LIDAR, path: cloud }],
    images: [],
  }));
  const { cameras, frames } = await readSuperviselyCameras(bare, dataset, reading);
  for (const problem of missingImages(frames, cameras)) reading.problems.push(problem);
  return {
    ...sequenceInFolder(dataset.folder, reading.folder.name),
    lidars: [{ id: LIDAR, name: LIDAR, labelFromLidar: mutableTransform(IDENTITY_TRANSFORM) }],
    cameras,
    frames,
  };
}

/** Ids on Supervisely's server (`key_id_map.json`) mean nothing elsewhere: the keys that we go by are in the labels. */
function usedFiles({ meta, clouds, images, episode, frameMap }: SuperviselyFiles): string[] {
  const ids = meta === undefined ? [] : [meta.replace(/meta\.json$/, 'key_id_map.json')];
  const pictures = [...images.values()].flat();
  return [
    ...ids,
    ...clouds,
    ...(episode === undefined ? clouds.map(superviselyLabelPath) : [episode]),
    ...(frameMap === undefined ? [] : [frameMap]),
    ...pictures.flatMap((image) => [image, `${image}.json`, `${image}.figures.json`]),
  ];
}
