import type { Dataset, Frame, Ontology, Sequence } from '#shared/dataset/dataset.ts';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { ZERO, type Vec3 } from '#shared/geometry/vec3.ts';
import { SIDECAR_ENDING } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { openLabels, type LabelledCuboid, type LabelReader } from './labelledFrames.ts';
import { openFolder, openInput } from './openInput.ts';

/** Labels by frame: a dataset with its labels, or a folder with nothing but label files. */
export interface LabelSource {
  readonly frameIds: readonly string[];
  readonly ontology: Ontology;
  /** Where ranges are measured from. */
  sensorOf(frameId: string): Vec3;
  /** Undefined: the frame has no labels, or they cannot be read. What cannot be read is named once. */
  read(frameId: string): Promise<readonly LabelledCuboid[] | undefined>;
}

/** @throws ProblemError where the folder cannot be read, or holds neither a dataset nor labels */
export async function openLabelSource(typed: string, problems: Problem[]): Promise<LabelSource> {
  const folder = await openFolder(await openInput(typed));
  const sidecars = (await folder.list()).filter((path) => path.endsWith(SIDECAR_ENDING));
  try {
    return ofDataset(folder, await openDataset(folder), problems);
  } catch (error) {
    if (!(error instanceof ProblemError) || sidecars.length === 0) throw error;
    return ofLabelFiles(folder, sidecars, problems);
  }
}

function ofDataset(folder: FolderOnDisk, dataset: Dataset, problems: Problem[]): LabelSource {
  const places = new Map<string, { readonly sequence: Sequence; readonly frame: Frame }>();
  for (const sequence of dataset.sequences)
    for (const frame of sequence.frames) places.set(frame.id, { sequence, frame });
  // Opened when it is come to: a layout may read a file with the labels of a whole sequence.
  let open: { readonly sequence: Sequence; readonly reader: Promise<LabelReader> } | undefined;
  return {
    frameIds: [...places.keys()],
    ontology: dataset.ontology,
    sensorOf: (id) => places.get(id)?.sequence.lidars[0]?.labelFromLidar.translation ?? ZERO,
    read: async (id) => {
      const place = places.get(id);
      if (place === undefined) return undefined;
      const { sequence, frame } = place;
      if (open?.sequence !== sequence)
        open = { sequence, reader: openLabels(folder, dataset, sequence, problems) };
      return (await (await open.reader)(frame))?.cuboids;
    },
  };
}

function ofLabelFiles(folder: FolderOnDisk, paths: readonly string[], problems: Problem[]): LabelSource {
  const pathOf = new Map(paths.map((path) => [path.slice(0, -SIDECAR_ENDING.length), path]));
  return {
    frameIds: [...pathOf.keys()],
    ontology: DEFAULT_ONTOLOGY,
    sensorOf: () => ZERO,
    read: async (id) => {
      const path = pathOf.get(id);
      if (path === undefined) return undefined;
      try {
        const { objects } = parseSidecar(await folder.readText(path), path);
        return objects.map(({ trackId, class: name, cuboid }) => ({ track: trackId, class: name, cuboid }));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        problems.push(error.problem);
        return undefined;
      }
    },
  };
}
