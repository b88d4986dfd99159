import type { Problem } from '../../problems/problem.ts';
import { assumed } from '../assumed.ts';
import type { Sequence } from '../dataset.ts';
import { DEFAULT_ONTOLOGY } from '../defaultOntology.ts';
import type { CollectedCalibrations } from '../imageCalibrations.ts';
import type { DatasetLayout } from '../layout.ts';
import { unusedFiles } from '../skippedFiles.ts';
import { pandasetScenes, readPandasetScene } from './pandasetScene.ts';

/**
 * PandaSet as Scale's sensor-fusion toolkit lays it out: `pointcloud/<n>.ply` in ego coordinates,
 * `cameras/<camera>/{intrinsics.json, extrinsics.json, <n>.jpg}` and `poses/<n>.json`, in a folder `data` or in the
 * dataset's own. It has no labels.
 */
export const pandasetLayout: DatasetLayout = {
  id: 'pandaset',
  calibrationForm: 'pandaset',
  detect: (files) => pandasetScenes(files).length > 0,
  async read(folder, files) {
    const scenes = pandasetScenes(files);
    const used = new Set<string>();
    const problems: Problem[] = [];
    const imageCalibrations: CollectedCalibrations = new Map();
    const reading = { folder, files, used, problems, imageCalibrations };
    const sequences: Sequence[] = [];
    for (const scene of scenes) {
      // `data` alone says nothing: a single drive is called after its folder
      const place = scenes.length === 1 ? scene.replace(/(?:^|\/)data$/, '') : scene;
      sequences.push(await readPandasetScene(scene, place, reading));
    }
    // What was named already with a reason of its own is not named twice.
    for (const { path } of problems) if (path !== undefined) used.add(path);
    return {
      name: folder.name,
      labelFrame: 'ego',
      ontology: DEFAULT_ONTOLOGY,
      sequences,
      imageCalibrations,
      problems: [
        assumed('assumedEgoFrame'),
        assumed('assumedUndistorted'),
        ...unusedFiles(files, used),
        ...problems,
      ],
    };
  },
};
