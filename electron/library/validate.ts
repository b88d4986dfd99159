import { fileURLToPath } from 'node:url';
import { checkDataset } from '#electron/cli/checkDataset.ts';
import { openInput, type Input } from '#electron/cli/openInput.ts';
import { openQualityDataset } from '#electron/cli/qualityDataset.ts';
import { validateFile } from '#electron/cli/validateFile.ts';
import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { validateSidecar } from '#shared/labels/validateLabels.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import { describeFinding } from '#shared/quality/describeFinding.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { selectRules } from '#shared/quality/selectRules.ts';
import { asLabelError, publicProblem } from './labelProblems.ts';
import type { Sidecar } from './labels.ts';
import type { LabelProblem } from './problem.ts';

export interface ValidateOptions {
  /** Of a folder: where its labels are kept, if elsewhere. */
  readonly labels?: string;
  /** Of a folder: only these rules, as `DAT,GEO003`, or all but these, as `-PTS,-REC`; without rules on points it is fast. */
  readonly rules?: string;
  /** Ends it between two frames, with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What is wrong with a file (`labels.schema`), or what a rule found (`GEO003`). */
export interface Finding extends LabelProblem {
  /** Of what a rule found: where. */
  readonly sequence?: string | undefined;
  readonly frame?: string | undefined;
  readonly track?: string | undefined;
  readonly object?: string | undefined;
  readonly box2d?: string | undefined;
  readonly camera?: string | undefined;
  /** The reason why a reviewer let it be; it then counts for nothing. */
  readonly waived?: string | undefined;
}

export interface Validation {
  /** There are no errors but waived ones. */
  readonly isValid: boolean;
  /** How many files were checked. */
  readonly files: number;
  readonly findings: readonly Finding[];
}

/**
 * What `boxwright validate` finds. A sidecar, read or built: its form, and derived values that disagree. A
 * `dataset.json`: its form, and what it says of the data beside it. A folder: the form of all its label files, and what
 * the rules say of them.
 *
 * @param target a sidecar, the path of one, of a `tracks.json` or of a `dataset.json`, or a dataset's folder
 * @throws LabelError when there is nothing at the path, the file is none of these, or the folder is no dataset; RangeError
 *   for a rule that is not known
 */
export async function validate(
  target: string | URL | Sidecar,
  options: ValidateOptions = {},
): Promise<Validation> {
  try {
    if (typeof target === 'object' && !(target instanceof URL)) return ofFile(sidecarProblems(target));
    const path = typeof target === 'string' ? target : fileURLToPath(target);
    const input = await openInput(path);
    return input.kind === 'folder'
      ? await validateDataset(path, options)
      : ofFile(await fileProblems(input, path));
  } catch (error) {
    throw asLabelError(error);
  }
}

function sidecarProblems(sidecar: Sidecar): readonly LabelProblem[] {
  try {
    return validateSidecar(serialiseSidecar(sidecar), sidecar.frame?.id ?? '').map(publicProblem);
  } catch (error) {
    // What no JSON can hold, such as NaN; its message names the place.
    if (!(error instanceof TypeError)) throw error;
    return [{ code: 'labels.schema', severity: 'error', message: error.message, params: {} }];
  }
}

async function fileProblems(input: Input, path: string): Promise<readonly LabelProblem[]> {
  try {
    return (await validateFile(input, path)).map(publicProblem);
  } catch (error) {
    // That its text cannot be had is wrong with the file; that it is of another kind, with the question.
    if (!(error instanceof ProblemError) || error.problem.code === 'file.skipped') throw error;
    return [publicProblem(error.problem)];
  }
}

async function validateDataset(
  path: string,
  { labels, rules, signal }: ValidateOptions,
): Promise<Validation> {
  const chosen = rulesNamed(rules);
  const open = await openQualityDataset(path, labels);
  const { problems, files, found } = await checkDataset(open, chosen, { signal });
  const ofRules = found.flatMap(({ sequence, findings }) =>
    findings.map((finding) => ruleFinding(sequence.id, finding)),
  );
  return validation(files, [...problems.map(publicProblem), ...ofRules]);
}

function rulesNamed(typed: string | undefined): readonly Rule[] {
  const selection = typed === undefined ? { rules: RULES } : selectRules(RULES, typed);
  if (selection.rules !== undefined) return selection.rules;
  const { unknown } = selection;
  throw new RangeError(`No rule or family is called ${unknown}`);
}

function ruleFinding(sequence: string, finding: CheckedFinding): Finding {
  const { rule, severity, frameId, trackId, objectId, box2dId, camera, params, waiver } = finding;
  return {
    code: rule,
    severity,
    message: describeFinding(finding, 'en').sentence,
    params,
    sequence,
    frame: frameId,
    track: trackId,
    object: objectId,
    box2d: box2dId,
    camera,
    waived: waiver?.reason,
  };
}

function ofFile(problems: readonly LabelProblem[]): Validation {
  return validation(1, problems);
}

function validation(files: number, findings: readonly Finding[]): Validation {
  const isValid = findings.every(({ severity, waived }) => severity !== 'error' || waived !== undefined);
  return { isValid, files, findings };
}
