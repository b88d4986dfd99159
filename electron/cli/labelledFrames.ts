import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import { keepableLabels } from '#shared/dataset/keepableLabels.ts';
import { layoutById } from '#shared/dataset/layouts.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';

export interface LabelledCuboid {
  readonly class: string;
  /** In the label frame. */
  readonly cuboid: Cuboid;
}

export interface LabelledFrame {
  readonly sequence: Sequence;
  readonly frame: Frame;
  readonly labels: readonly LabelledCuboid[];
}

/**
 * The frames of a dataset that have cuboids, as they are saved beside the data or, without a sidecar, as the layout
 * brings them along. What cannot be read goes to `problems`.
 */
export async function* labelledFrames(
  folder: FolderOnDisk,
  dataset: Dataset,
  problems: Problem[],
): AsyncGenerator<LabelledFrame> {
  const present = new Set(await folder.list());
  for (const sequence of dataset.sequences) {
    const readForeign = await foreignReader(folder, dataset, sequence, problems);
    for (const frame of sequence.frames) {
      const sidecar = sidecarPath(frame.id);
      const labels = await orProblem(problems, async () =>
        present.has(sidecar) ? readSidecar(folder, sidecar) : await readForeign(frame),
      );
      if (labels !== undefined && labels.length > 0) yield { sequence, frame, labels };
    }
  }
}

async function readSidecar(folder: FolderOnDisk, path: string): Promise<readonly LabelledCuboid[]> {
  const { objects } = parseSidecar(await folder.readText(path), path);
  return objects.map(({ class: name, cuboid }) => ({
    class: name,
    cuboid: { centre: cuboid.centre, size: cuboid.size, rotation: cuboid.rotation },
  }));
}

async function foreignReader(
  folder: FolderOnDisk,
  dataset: Dataset,
  sequence: Sequence,
  problems: Problem[],
): Promise<(frame: Frame) => Promise<readonly LabelledCuboid[]>> {
  const foreign = layoutById(dataset.layout)?.labels;
  const read =
    foreign && (await orProblem(problems, () => keepableLabels(foreign).open(folder, dataset, sequence)));
  return async (frame) => (await read?.(frame))?.objects ?? [];
}

async function orProblem<T>(problems: Problem[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}
