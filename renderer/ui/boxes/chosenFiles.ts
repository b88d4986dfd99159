import {
  isBoxFile,
  isClassFile,
  readBoxes,
  type BoxText,
  type ReadBoxes,
} from '#shared/interchange/boxes2d/readBoxes.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';

/** What a person has chosen: a file, or a folder of one for each image. */
export interface Chosen {
  /** By which it is known again. */
  readonly name: string;
  readonly read: ReadBoxes | undefined;
  /** Why nothing could be read. */
  readonly problem: Problem | undefined;
}

/** Larger texts are no labels; as the host has it for files of its own. */
const LONGEST_BYTES = 64 * 1024 * 1024;

/** What is used of a browser's file. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'webkitRelativePath' | 'arrayBuffer'>;

/** Reads what was chosen in the browser; undefined: nothing was. */
export async function readChosen(files: readonly ChosenFile[]): Promise<Chosen | undefined> {
  const [first] = files;
  if (first === undefined) return undefined;
  const isFolder = first.webkitRelativePath !== '';
  const name = isFolder ? first.webkitRelativePath.split('/')[0]! : first.name;
  try {
    const texts = await Promise.all(
      files
        .map((file) => ({ file, path: pathOf(file) }))
        .filter(({ path }) => !isFolder || isBoxFile(path))
        .map(({ file, path }) => textOf(file, path)),
    );
    const classFile = isFolder ? files.find((file) => isClassFile(pathOf(file))) : undefined;
    const classes = classFile && (await textOf(classFile, pathOf(classFile))).text;
    return { name, read: readBoxes(texts, undefined, classes, name), problem: undefined };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { name, read: undefined, problem: error.problem };
  }
}

/** In the folder that was chosen. */
function pathOf({ name, webkitRelativePath }: ChosenFile): string {
  return webkitRelativePath === '' ? name : webkitRelativePath.split('/').slice(1).join('/');
}

async function textOf(file: ChosenFile, path: string): Promise<BoxText> {
  const refuse = (reason: string, cause?: unknown): ProblemError =>
    new ProblemError({ code: 'file.unreadable', severity: 'error', path, params: { reason } }, { cause });
  if (file.size > LONGEST_BYTES) throw refuse('tooLarge');
  // Deleted or moved since it was chosen.
  const bytes = await file.arrayBuffer().catch((cause: unknown) => {
    throw refuse('missing', cause);
  });
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (cause) {
    throw refuse('notUtf8', cause);
  }
}
