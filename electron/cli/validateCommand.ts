import { basename } from 'node:path';
import { NO_ANSWERS, readAnswers } from '#electron/services/answers.ts';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { MANIFEST_NAME } from '#shared/dataset/manifest.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { SIDECAR_ENDING, sidecarPath, TRACKS_NAME, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { validateSidecar, validateTracksFile } from '#shared/labels/validateLabels.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { openFolder, openInput } from './openInput.ts';
import { counted, hasErrors, printJson, printProblems } from './print.ts';

interface Validation {
  readonly problems: readonly Problem[];
  /** How many files were checked. */
  readonly files: number;
}

/** `boxwright validate`: a sidecar, a `tracks.json`, a `dataset.json`, or a folder with all that is in it. */
export async function validateCommand(
  typed: string,
  options: { readonly json: boolean; readonly labels?: string | undefined },
): Promise<CommandResult> {
  const input = await openInput(typed);
  const folder = await openFolder(input);
  const labels = options.labels === undefined ? undefined : await openInput(options.labels);
  const file = [input, labels].find((named) => labels !== undefined && named?.kind === 'file');
  if (file !== undefined) {
    const path = file === input ? typed : options.labels;
    throw new ProblemError({
      code: 'folder.unreadable',
      severity: 'error',
      ...(path === undefined ? {} : { path }),
    });
  }
  const { problems, files } =
    input.kind === 'folder'
      ? await validateFolder(folder, labels === undefined ? folder : await openFolder(labels))
      : await validateFile(folder, basename(input.path), typed);
  const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
  if (options.json) return { exitCode, output: printJson({ files, problems }) };
  const count = (severity: Problem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const total = `${counted(files, 'file')} checked: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`;
  return { exitCode, output: [...printProblems(problems), total].join('\n') };
}

async function validateFile(folder: FolderOnDisk, name: string, typed: string): Promise<Validation> {
  if (name === MANIFEST_NAME) return { problems: await manifestProblems(folder), files: 1 };
  if (name.endsWith(SIDECAR_ENDING))
    return { problems: validateSidecar(await folder.readText(name), typed), files: 1 };
  if (name === TRACKS_NAME)
    return { problems: validateTracksFile(await folder.readText(name), typed), files: 1 };
  const params = { reason: 'notPartOfLayout' };
  throw new ProblemError({ code: 'file.skipped', severity: 'error', path: typed, params });
}

/** A manifest that is readable and wrong is a finding, like a sidecar; one that cannot be read at all is not. */
async function manifestProblems(folder: FolderOnDisk): Promise<readonly Problem[]> {
  try {
    const { problems } = await openDataset(folder);
    return [...folder.problems, ...problems];
  } catch (error) {
    if (error instanceof ProblemError && error.problem.path === MANIFEST_NAME && !isOutOfReach(error.problem))
      return [error.problem];
    throw error;
  }
}

function isOutOfReach({ code }: Problem): boolean {
  return code === 'file.unreadable' || code === 'file.missing';
}

/** @param labels the label root; a label file that is not in it is looked for among the data, as the app does */
async function validateFolder(folder: FolderOnDisk, labels: FolderOnDisk): Promise<Validation> {
  const present = new Map((await folder.list()).map((path) => [path, folder]));
  for (const path of await labels.list()) present.set(path, labels);
  const answers = labels === folder ? NO_ANSWERS : await readAnswers(labels);
  const { sequences, problems } = await openDataset(folder, answers.choices, answers.corrections);
  const ownProblems = [
    ...folder.problems,
    ...(labels === folder ? [] : labels.problems),
    ...answers.problems,
  ];
  const validations: Validation[] = [
    { problems: [...ownProblems, ...problems], files: present.has(MANIFEST_NAME) ? 1 : 0 },
  ];
  const expected = new Set<string>();
  for (const sequence of sequences) {
    for (const path of [tracksPath(sequence), ...sequence.frames.map(({ id }) => sidecarPath(id))])
      expected.add(path);
    validations.push(await validateSequence(sequence, present));
  }
  const strays = [...present.keys()].filter((path) => path.endsWith(SIDECAR_ENDING) && !expected.has(path));
  return {
    problems: [...validations.flatMap((validation) => validation.problems), ...strays.map(strayProblem)],
    files: validations.reduce((sum, { files }) => sum + files, strays.length),
  };
}

/** @param present where each file lies */
async function validateSequence(
  sequence: Sequence,
  present: ReadonlyMap<string, FolderOnDisk>,
): Promise<Validation> {
  const problems: Problem[] = [];
  let files = 0;
  let tracks: readonly TrackJson[] | undefined;
  const path = tracksPath(sequence);
  const tracksFolder = present.get(path);
  if (tracksFolder !== undefined) {
    const found = await readAndValidate(tracksFolder, path, (text) => {
      const faults = validateTracksFile(text, path);
      if (faults.length === 0) ({ tracks } = parseTracksFile(text, path));
      return faults;
    });
    problems.push(...found);
    files += 1;
  }
  for (const { id } of sequence.frames) {
    const sidecar = sidecarPath(id);
    const folder = present.get(sidecar);
    if (folder === undefined) continue;
    const found = await readAndValidate(folder, sidecar, (text) => validateSidecar(text, sidecar, tracks));
    problems.push(...found);
    files += 1;
  }
  return { problems, files };
}

/** A label file that cannot be read is a finding like any other: the rest is still checked. */
async function readAndValidate(
  folder: FolderOnDisk,
  path: string,
  validate: (text: string) => Problem[],
): Promise<Problem[]> {
  try {
    return validate(await folder.readText(path));
  } catch (error) {
    if (error instanceof ProblemError) return [error.problem];
    throw error;
  }
}

/** A sidecar without its cloud: renamed or deleted data would otherwise lose their labels unnoticed. */
function strayProblem(path: string): Problem {
  return { code: 'file.skipped', severity: 'warning', path, params: { reason: 'noSuchFrame' } };
}
