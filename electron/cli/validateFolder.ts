import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { MANIFEST_NAME } from '#shared/dataset/manifest.ts';
import { SIDECAR_ENDING, sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { validateSidecar, validateTracksFile } from '#shared/labels/validateLabels.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from './qualityDataset.ts';

export interface Validation {
  readonly problems: readonly Problem[];
  /** How many files were checked. */
  readonly files: number;
}

/** What is wrong with the form of a dataset's files: its manifest, its tracks, its sidecars. */
export async function validateFolder(open: QualityDataset): Promise<Validation> {
  const { folder, labelFolder, labelFiles: present, dataset } = open;
  const ofLabels = labelFolder === folder ? [] : labelFolder.problems;
  const validations: Validation[] = [
    { problems: [...ofLabels, ...open.problems], files: present.has(MANIFEST_NAME) ? 1 : 0 },
  ];
  const expected = new Set<string>();
  for (const sequence of dataset.sequences) {
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
