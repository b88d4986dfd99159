import { stemOf } from '../../dataset/canonicalPath.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import type { FormatReader } from './interchangeFormat.ts';
import { openEach } from './openEach.ts';
import { labelOnlySet } from './labelOnlySet.ts';
import type { LabelSequence } from './labelSet.ts';

/** So many characters of a file tell whether it is one. */
const LOOKED_AT = 65_536;
/** Folders with more JSON files than this hold something else, such as our own label files. */
const MOST_LOOKED_AT = 200;

export interface WholeFileForm {
  /** What such files are usually called: where there are some, others are not looked at. */
  readonly named: RegExp;
  /** Does a file that begins so hold such labels? It may be cut off anywhere. */
  begins(start: string): boolean;
  /** @throws ProblemError where nothing of the file can be read */
  read(file: LabelFile, problems: Problem[]): LabelsOfFile;
}

export interface LabelFile {
  readonly path: string;
  readonly text: string;
  /** The name of the folder that was opened. */
  readonly folder: string;
  /** Is it the only one? Else its sequences lie in folders of their own. */
  readonly isOnly: boolean;
}

export interface LabelsOfFile {
  readonly sequences: readonly LabelSequence[];
  /** The frame that cuboids are given in, where the file names one. */
  readonly labelFrame?: string;
}

/** Reads a format that has one JSON file for one or many sequences, wherever in the folder it lies. */
export function wholeFiles(form: WholeFileForm): FormatReader {
  return {
    async detect(folder, { paths }, isAskedFor) {
      return (await filesOf(form, folder, paths, isAskedFor)).length > 0;
    },
    async open(folder, { paths }, problems, isAskedFor) {
      const found = await filesOf(form, folder, paths, isAskedFor);
      let labelFrame: string | undefined;
      const sequences = await openEach(found, problems, async (path) => {
        const text = await folder.readText(path);
        const file = { path, text, folder: folder.name, isOnly: found.length === 1 };
        const labels = form.read(file, problems);
        labelFrame ??= labels.labelFrame;
        return labels.sequences;
      });
      return labelOnlySet(folder.name, sequences, {
        files: found,
        ...(labelFrame === undefined ? {} : { labelFrame }),
      });
    },
  };
}

async function filesOf(
  { named, begins }: WholeFileForm,
  folder: DatasetFolder,
  paths: readonly string[],
  isAskedFor: boolean,
): Promise<readonly string[]> {
  const candidates = paths.filter((path) => /\.json$/i.test(path));
  const likely = candidates.filter((path) => named.test(stemOf(path)));
  const found: string[] = [];
  for (const path of likely.length > 0 ? likely : candidates.slice(0, MOST_LOOKED_AT))
    if (begins(await startOf(folder, path))) found.push(path);
  // What is wrong with files that can only be meant is said when they are read.
  const meant = likely.length > 0 ? likely : candidates.length === 1 ? candidates : [];
  return isAskedFor && found.length === 0 ? meant : found;
}

/** Empty where it cannot be read: then it is no such file. */
async function startOf(folder: DatasetFolder, path: string): Promise<string> {
  const decoder = new TextDecoder();
  let start = '';
  try {
    for await (const piece of folder.readStream(path)) {
      start += decoder.decode(piece, { stream: true });
      if (start.length >= LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return '';
  }
  return start.slice(0, LOOKED_AT);
}
