import { z } from 'zod';

/**
 * Everything that can be wrong with a person's files, as a closed list. Hosts, workers and the command line report
 * these as data; `describeProblem` turns them into a sentence in the reader's language.
 */
export const PROBLEM_CODES = [
  // files and folders
  'file.missing',
  'file.unreadable',
  'file.empty',
  'file.skipped',
  'folder.empty',
  'folder.unrecognised',
  'folder.unreadable',
  'frame.skipped',
  'name.twin',
  'name.notPortable',
  'name.sameHere',
  'time.duplicate',
  'layout.assumed',
  // structured text
  'json.malformed',
  'schema.mismatch',
  'manifest.version',
  // point clouds
  'cloud.header',
  'cloud.truncated',
  'cloud.noCoordinates',
  'cloud.noPoints',
  'cloud.corrupt',
  // images and calibration
  'image.missing',
  'image.corrupt',
  'image.size',
  'pose.missing',
  'calibration.missing',
  'calibration.malformed',
  'calibration.unsupported',
  'calibration.corrected',
  'calibration.doubtful',
  'correction.notApplied',
  'correction.malformed',
  // labels
  'labels.malformed',
  'labels.version',
  'labels.schema',
  'labels.wrongFrame',
  'labels.objectSkipped',
  'labels.duplicateId',
  'labels.classConflict',
  'boxes.skipped',
  'boxes.unreadable',
  'source.changed',
  'labelRoot.refused',
  // saving
  'save.conflict',
  'save.denied',
  'save.diskFull',
  'save.failed',
  // the journal
  'journal.damaged',
  'journal.unreadable',
  'journal.failed',
  'journal.waiting',
  'journal.notApplied',
  // earlier versions
  'backup.failed',
  'version.damaged',
  'version.notKept',
  // jobs that are handed over
  'job.truncated',
  'job.malformed',
  'job.tooLarge',
  'job.missing',
  'job.changed',
  'job.differs',
  'job.notWritten',
  // conversions
  'convert.occupied',
  'convert.refused',
  'convert.noLabels',
  'convert.inOnePiece',
  // tables
  'duckdb.missing',
  'query.refused',
  'query.failed',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const problemSchema = z.object({
  code: z.enum(PROBLEM_CODES),
  severity: z.enum(['info', 'warning', 'error']),
  /** The file or folder at fault, relative to the dataset with `/`, or absolute when it lies outside. */
  path: z.string().optional(),
  /**
   * What the sentence needs: numbers, names, places. The placeholders of each code stand in `messages.en.ts`; `reason`
   * is a code of `reasons.ts` or a word to be shown as it is; `count` says that this problem stands for so many.
   */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** An error that carries a {@link Problem}: thrown inside a room, turned into data where the room ends. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(`${problem.code}${problem.path === undefined ? '' : `: ${problem.path}`}`);
    this.problem = problem;
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}
