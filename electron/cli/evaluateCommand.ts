import { Evaluation, kittiLeastIou } from '#shared/quality/evaluate/evaluation.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { linesOfEvaluation } from './evaluationLines.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { openLabelSource } from './labelSource.ts';
import { counted, printJson, printProblems } from './print.ts';

export interface EvaluateOptions {
  readonly reference: string;
  readonly labels: string;
  /** Least overlap, for all classes (`undefined`) or by name. */
  readonly iou?: ReadonlyMap<string | undefined, number>;
  readonly json: boolean;
}

/** `boxwright evaluate`: how well labels agree with a reference of the same frames. */
export async function evaluateCommand(options: EvaluateOptions): Promise<CommandResult> {
  const problems: Problem[] = [];
  const reference = await openLabelSource(options.reference, problems);
  const labels = await openLabelSource(options.labels, problems);
  const own = options.iou;
  const evaluation = new Evaluation(
    (name) => own?.get(name) ?? own?.get(undefined) ?? kittiLeastIou(reference.ontology, name),
  );
  const known = new Set(labels.frameIds);
  let unlabelled = 0;
  for (const id of reference.frameIds) {
    const references = await reference.read(id);
    if (references === undefined) continue;
    const labelled = known.has(id) ? await labels.read(id) : undefined;
    if (labelled === undefined) unlabelled++;
    else evaluation.addFrame({ references, labels: labelled, sensor: reference.sensorOf(id) });
  }
  const report = evaluation.report();
  const words =
    report.frames === 0
      ? ['No frame is labelled in both folders.']
      : [
          `${counted(report.frames, 'frame')} compared${unlabelled === 0 ? '' : `, ${unlabelled} of the reference without labels`}`,
          ...linesOfEvaluation(report),
        ];
  return {
    exitCode: report.frames === 0 ? EXIT.unreadable : hasErrors(problems) ? EXIT.findings : EXIT.ok,
    output: options.json
      ? printJson({ ...report, framesWithoutLabels: unlabelled, problems })
      : [...words, ...printProblems(problems)].join('\n'),
  };
}
