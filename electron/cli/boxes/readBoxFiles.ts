import { basename } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { nameOf } from '#shared/dataset/canonicalPath.ts';
import { compareNaturally } from '#shared/dataset/naturalOrder.ts';
import { guessBoxFormat, type BoxFormat } from '#shared/interchange/boxes2d/boxFormat.ts';
import type { ForeignBox } from '#shared/interchange/boxes2d/foreignBox.ts';
import { readCoco } from '#shared/interchange/coco/readCoco.ts';
import { readKittiBoxes } from '#shared/interchange/kitti/readKittiBoxes.ts';
import { readSidecarBoxes, type PlacedForeignBox } from '#shared/interchange/sidecar/readSidecarBoxes.ts';
import { readClassNames, readYolo } from '#shared/interchange/yolo/readYolo.ts';
import { SIDECAR_ENDING } from '#shared/labels/labelPaths.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { openFolder, type Input } from '../openInput.ts';

export interface BoxFiles {
  readonly format: BoxFormat;
  /** By the file that they come from. */
  readonly foreign: readonly { readonly path: string; readonly boxes: readonly ForeignBox[] }[];
  /** Of sidecars, which say themselves where they belong. */
  readonly placed: readonly PlacedForeignBox[];
  readonly problems: readonly Problem[];
}

/** Files beside the labels of images that are no labels. */
const NO_LABELS = /^(classes|labels|obj|train|val|test|predefined_classes|readme)\.(txt|names|md)$/i;
/** Where the names of classes may lie beside YOLO files. */
const CLASS_FILES = ['classes.txt', 'obj.names', 'labels/classes.txt'];

/**
 * Reads a file of 2D boxes, or a folder of one for each image. A file that cannot be read is named, the others are read.
 *
 * @param given undefined: as the files themselves look
 * @param classes the names of YOLO's classes; undefined: looked for beside the files
 * @throws ProblemError where there is nothing to be read at all
 */
export async function readBoxFiles(
  input: Input,
  typed: string,
  given: BoxFormat | undefined,
  classes: string | undefined,
): Promise<BoxFiles> {
  const folder = await openFolder(input);
  const names =
    input.kind === 'file'
      ? [basename(input.path)]
      : (await folder.list()).filter(isLabelFile).sort(compareNaturally);
  const problems: Problem[] = [];
  const texts: { path: string; text: string }[] = [];
  for (const path of names) {
    const read = await orProblem(problems, () => folder.readText(path));
    if (read !== undefined) texts.push({ path, text: read });
  }
  const format = given ?? texts.map(({ text }) => guessBoxFormat(text)).find((guess) => guess !== undefined);
  if (format === undefined) {
    const [first] = problems;
    throw new ProblemError(
      first ?? {
        code: 'boxes.unreadable',
        severity: 'error',
        path: typed,
        params: { reason: 'boxFormatUnknown' },
      },
    );
  }
  const classNames = format === 'yolo' ? await classNamesFor(folder, classes, typed) : [];
  const foreign: { path: string; boxes: readonly ForeignBox[] }[] = [];
  const placed: PlacedForeignBox[] = [];
  for (const { path, text } of texts) {
    await orProblem(problems, () => {
      if (format === 'sidecar') placed.push(...readSidecarBoxes(text, path));
      else {
        const read =
          format === 'coco'
            ? readCoco(text, path)
            : format === 'kitti'
              ? readKittiBoxes(text, path, imageNameOf(path))
              : readYolo(text, path, imageNameOf(path), classNames);
        foreign.push({ path, boxes: read.boxes });
        problems.push(...read.problems);
      }
      return Promise.resolve();
    });
  }
  return { format, foreign, placed, problems };
}

function isLabelFile(path: string): boolean {
  const name = nameOf(path);
  return (name.endsWith('.txt') || name.endsWith(SIDECAR_ENDING)) && !NO_LABELS.test(name);
}

/** `front/000001.txt` is of the image `front/000001`. */
function imageNameOf(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

async function classNamesFor(
  folder: FolderOnDisk,
  text: string | undefined,
  typed: string,
): Promise<readonly string[]> {
  if (text !== undefined) return readClassNames(text);
  const present = new Set(await folder.list());
  const found = CLASS_FILES.find((name) => present.has(name));
  if (found !== undefined) return readClassNames(await folder.readText(found));
  const params = { reason: 'classNamesMissing' };
  throw new ProblemError({ code: 'boxes.unreadable', severity: 'error', path: typed, params });
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
