import { joinPath } from '../../dataset/canonicalPath.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { frameNames } from './frameNames.ts';
import type { OutputFile } from './interchangeFormat.ts';
import type { FrameLabels, LabelFrame, LabelObject, LabelSequence, LabelSet } from './labelSet.ts';
import type { KeptObject, LossLog } from './lossLog.ts';
import { isSound } from './numbers.ts';

/** One frame as a format with a file for each sees it. */
export interface FrameAtHand {
  readonly sequence: LabelSequence;
  readonly frame: LabelFrame;
  /** What its file is called, without its folder and its ending. */
  readonly name: string;
  readonly labels: FrameLabels;
  /** The objects whose numbers are sound; the others are in the report already. */
  readonly objects: readonly LabelObject[];
}

/**
 * Writes a file for each frame, in the folder of its sequence. One whose labels come unchanged from a file of the format
 * is written as that file is.
 *
 * @param format its id
 * @param path of a frame's file in that folder
 * @param write its text
 */
export async function* filePerFrame(
  format: string,
  { sequences }: LabelSet,
  losses: LossLog,
  path: (name: string) => string,
  write: (at: FrameAtHand) => string,
): AsyncGenerator<OutputFile> {
  for (const sequence of sequences) {
    const names = frameNames(sequence);
    for (const frame of sequence.frames) {
      const labels = await sequence.labelsOf(frame);
      const name = names.get(frame.id)!;
      const place = joinPath(sequence.folder, path(name));
      if (labels.original?.format === format && labels.sidecar === undefined) {
        losses.keptAll(frame, labels);
        yield { path: place, text: labels.original.text };
      } else {
        const objects = soundObjects(frame, labels, losses);
        yield { path: place, text: write({ sequence, frame, name, labels, objects }) };
      }
    }
  }
}

export function soundObjects(frame: LabelFrame, { objects }: FrameLabels, losses: LossLog): LabelObject[] {
  return objects.filter((object) => {
    const isKept = isSound(object.cuboid);
    if (!isKept) losses.leftOut(frame, object, 'notFinite');
    return isKept;
  });
}

/** Tells what was kept of an object of the frame. */
export function tellKept(
  losses: LossLog,
  { frame }: Pick<FrameAtHand, 'frame'>,
  attributes: KeptObject['attributes'],
): (object: LabelObject, kept: Cuboid) => void {
  return (object, cuboid) => losses.wrote(frame, object, { cuboid, attributes });
}

/** JSON as files of other tools have it: one space of indentation, a line end at the end. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}

/** Attributes without some names, in their order. */
export function attributesBut(
  object: LabelObject,
  names: readonly string[],
): [string, string | number | boolean][] {
  return Object.entries(object.attributes)
    .filter(([name]) => !names.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
