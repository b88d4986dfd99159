import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import { labelledBoxes } from '#shared/camera/doctor/labelledBoxes.ts';
import type { LabelledBox } from '#shared/camera/doctor/scene.ts';
import { keepableLabels } from '#shared/dataset/keepableLabels.ts';
import type { ForeignFrameLabels } from '#shared/dataset/layout.ts';
import { layoutById } from '#shared/dataset/layouts.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { orProblem } from '#shared/problems/orProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';

export interface LabelledCuboid {
  /** The same object has the same in other frames. */
  readonly track?: string | undefined;
  /** A person set it; unknown where the labels do not tell. */
  readonly isKeyframe?: boolean | undefined;
  readonly class: string;
  /** In the label frame. */
  readonly cuboid: Cuboid;
}

export interface LabelledFrame {
  readonly sequence: Sequence;
  readonly frame: Frame;
  readonly labels: readonly LabelledCuboid[];
}

/** What is labelled in a frame. */
export interface LabelsOfFrame {
  readonly cuboids: readonly LabelledCuboid[];
  /** Those of them that are labelled on images, too. */
  readonly boxes: readonly LabelledBox[];
}

/** Undefined: there are none, or they cannot be read. */
export type LabelReader = (frame: Frame) => Promise<LabelsOfFrame | undefined>;

/** The frames of a dataset that have cuboids. What cannot be read goes to `problems`. */
export async function* labelledFrames(
  folder: FolderOnDisk,
  dataset: Dataset,
  problems: Problem[],
): AsyncGenerator<LabelledFrame> {
  for (const sequence of dataset.sequences) {
    const read = await openLabels(folder, dataset, sequence, problems);
    for (const frame of sequence.frames) {
      const labels = (await read(frame))?.cuboids ?? [];
      if (labels.length > 0) yield { sequence, frame, labels };
    }
  }
}

/**
 * Reads the labels of a sequence: as they are saved beside the data or, without a sidecar, as the layout brings them along.
 * What cannot be read goes to `problems`.
 */
export async function openLabels(
  folder: FolderOnDisk,
  dataset: Dataset,
  sequence: Sequence,
  problems: Problem[],
): Promise<LabelReader> {
  const present = new Set(await folder.list());
  const layout = layoutById(dataset.layout)?.labels;
  const readForeign =
    layout && (await orProblem(problems, () => keepableLabels(layout).open(folder, dataset, sequence)));
  return async (frame) => {
    const sidecar = sidecarPath(frame.id);
    return orProblem(problems, async () => {
      if (present.has(sidecar)) return ofSidecar(parseSidecar(await folder.readText(sidecar), sidecar));
      const foreign = await readForeign?.(frame);
      return foreign && ofForeign(foreign);
    });
  };
}

function ofSidecar({ objects, boxes2d }: Sidecar): LabelsOfFrame {
  return {
    cuboids: objects.map(({ trackId, class: name, provenance, cuboid: { centre, size, rotation } }) => ({
      track: trackId,
      isKeyframe: provenance.keyframe,
      class: name,
      cuboid: { centre, size, rotation },
    })),
    boxes: labelledBoxes({ objects, boxes2d }),
  };
}

function ofForeign({ objects, boxes2d = [] }: ForeignFrameLabels): LabelsOfFrame {
  return {
    cuboids: objects.map(({ sourceId, class: name, cuboid }) => ({ track: sourceId, class: name, cuboid })),
    boxes: labelledBoxes({
      objects: objects.map(({ sourceId, cuboid }) => ({ trackId: sourceId, cuboid })),
      boxes2d: boxes2d.map(({ sourceId, camera, rectangle }) => ({ trackId: sourceId, camera, rectangle })),
    }),
  };
}
