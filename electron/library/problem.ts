/** Something that is wrong with a file, as data. */
export interface LabelProblem {
  /** `labels.malformed`, `file.missing`, …: the same in all versions. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence, in English. */
  readonly message: string;
  readonly path?: string | undefined;
  /** Numbers and names of the sentence: `line` and `column`, `where` in the file, `reason`. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** A file that cannot be read. What is wrong with it is data: {@link problem}. */
export class LabelError extends Error {
  override readonly name: string = 'LabelError';
  readonly problem: LabelProblem;

  constructor(problem: LabelProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}
