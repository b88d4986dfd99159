import { nameOf } from '../../dataset/canonicalPath.ts';
import { SIDECAR_ENDING } from '../../labels/labelPaths.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { readCoco } from '../coco/readCoco.ts';
import { readKittiBoxes } from '../kitti/readKittiBoxes.ts';
import { readSidecarBoxes, type PlacedForeignBox } from '../sidecar/readSidecarBoxes.ts';
import { readClassNames, readYolo } from '../yolo/readYolo.ts';
import { guessBoxFormat, type BoxFormat } from './boxFormat.ts';
import type { ForeignBox, ForeignBoxes } from './foreignBox.ts';

/** A text file by its path in the folder that was chosen, or by its name. */
export interface BoxText {
  readonly path: string;
  readonly text: string;
}

export interface ReadBoxes {
  readonly format: BoxFormat;
  /** By the file that they come from. */
  readonly foreign: readonly { readonly path: string; readonly boxes: readonly ForeignBox[] }[];
  /** Of sidecars, which say themselves where they belong. */
  readonly placed: readonly PlacedForeignBox[];
  readonly problems: readonly Problem[];
}

/** Files beside the labels of images that are no labels. */
const NO_LABELS = /^(classes|labels|obj|train|val|test|predefined_classes|readme)\.(txt|names|md)$/i;
const CLASS_NAMES = /^(classes\.txt|obj\.names)$/i;

/** May a file in a folder be about an image? */
export function isBoxFile(path: string): boolean {
  const name = nameOf(path);
  return (name.endsWith('.txt') || name.endsWith(SIDECAR_ENDING)) && !NO_LABELS.test(name);
}

/** Does it name YOLO's classes? */
export function isClassFile(path: string): boolean {
  return CLASS_NAMES.test(nameOf(path));
}

/**
 * Reads files of 2D boxes, all of one format. A file that cannot be read is named, the others are read.
 *
 * @param given undefined: as the files themselves look
 * @param classes of YOLO: the text that names its classes
 * @param shown how problems of all together call them
 * @throws ProblemError `boxes.unreadable` where there is no such file, or nobody knows what YOLO's numbers mean
 */
export function readBoxes(
  texts: readonly BoxText[],
  given: BoxFormat | undefined,
  classes: string | undefined,
  shown: string,
): ReadBoxes {
  const format = given ?? texts.map(({ text }) => guessBoxFormat(text)).find((guess) => guess !== undefined);
  if (format === undefined) throw unreadable(shown, 'boxFormatUnknown');
  if (format === 'yolo' && classes === undefined) throw unreadable(shown, 'classNamesMissing');
  const names = readClassNames(classes ?? '');
  const foreign: { path: string; boxes: readonly ForeignBox[] }[] = [];
  const placed: PlacedForeignBox[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of texts) {
    try {
      if (format === 'sidecar') placed.push(...readSidecarBoxes(text, path));
      else {
        const read = readForeign(format, path, text, names);
        foreign.push({ path, boxes: read.boxes });
        problems.push(...read.problems);
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(error.problem);
    }
  }
  return { format, foreign, placed, problems };
}

function readForeign(
  format: Exclude<BoxFormat, 'sidecar'>,
  path: string,
  text: string,
  names: readonly string[],
): ForeignBoxes {
  if (format === 'coco') return readCoco(text, path);
  return format === 'kitti'
    ? readKittiBoxes(text, path, imageNameOf(path))
    : readYolo(text, path, imageNameOf(path), names);
}

/** `front/000001.txt` is of the image `front/000001`. */
function imageNameOf(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

function unreadable(path: string, reason: 'boxFormatUnknown' | 'classNamesMissing'): ProblemError {
  return new ProblemError({ code: 'boxes.unreadable', severity: 'error', path, params: { reason } });
}
