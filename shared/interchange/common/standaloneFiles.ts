import { folderOf, nameOf, stemOf } from '../../dataset/canonicalPath.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import { groupBy } from '../../dataset/groupBy.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import { compareNaturally } from '../../dataset/naturalOrder.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import type { FormatReader } from './interchangeFormat.ts';
import { labelOnlySet } from './labelOnlySet.ts';
import type { FrameLabels, LabelFrame, LabelSequence } from './labelSet.ts';
import { ofForeign } from './readSequenceLabels.ts';

/** So many files are looked at to tell the format; the first of many may be empty, or broken. */
const LOOKED_AT = 20;

/**
 * Reads a format that has a file of labels for each frame, in folders called `labels`: those of one folder are a sequence.
 *
 * @param format its id
 * @param ending of the files
 * @param looks whether a text that is not empty is in the format
 * @param parse the labels of one file
 */
export function standaloneFiles(
  format: string,
  ending: string,
  looks: (text: string) => boolean,
  parse: (text: string, path: string, frame: string) => ForeignFrameLabels,
): FormatReader {
  const filesIn = (paths: readonly string[]): string[] =>
    paths.filter((path) => path.endsWith(ending) && nameOf(folderOf(path)) === 'labels');
  return {
    async detect(folder, { paths }, isAskedFor) {
      const files = filesIn(paths);
      if (isAskedFor) return files.length > 0;
      for (const path of files.slice(0, LOOKED_AT))
        if (looks(await folder.readText(path).catch(asNothing))) return true;
      return false;
    },
    open(folder, { paths }, problems) {
      const bySequence = groupBy(filesIn(paths), folderOf);
      const sequences = [...bySequence].map(([inside, files]) => {
        const root = folderOf(inside);
        return sequenceOf(root, files, folder, problems, parse, format);
      });
      return Promise.resolve(labelOnlySet(folder.name, sequences));
    },
  };
}

function sequenceOf(
  root: string,
  files: readonly string[],
  folder: DatasetFolder,
  problems: Problem[],
  parse: (text: string, path: string, frame: string) => ForeignFrameLabels,
  format: string,
): LabelSequence {
  const id = root === '' ? folder.name : root;
  const frames = [...files].sort(compareNaturally).map((path, index): LabelFrame => {
    return { id: path, name: stemOf(path), index, images: [] };
  });
  return {
    id,
    name: nameOf(id),
    folder: root,
    cameras: [],
    frames,
    async labelsOf({ id: path, name }): Promise<FrameLabels> {
      try {
        const text = await folder.readText(path);
        const found = parse(text, path, name);
        problems.push(...found.problems);
        return ofForeign({ ...found, text }, format);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        problems.push(error.problem);
        return { objects: [], boxes2d: [] };
      }
    },
  };
}

function asNothing(error: unknown): string {
  if (!(error instanceof ProblemError)) throw error;
  return '';
}
