import type { Problem } from '#shared/problems/problem.ts';

const WORST_FIRST: readonly Problem['severity'][] = ['error', 'warning', 'info'];

/** Problems of one kind: the same code for the same reason. */
export interface ProblemGroup {
  readonly key: string;
  readonly severity: Problem['severity'];
  readonly problems: readonly Problem[];
}

/** Problems by kind, the worst first, otherwise in the order in which they came. */
export function groupProblems(problems: readonly Problem[]): readonly ProblemGroup[] {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.code} ${problem.params?.['reason'] ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups]
    .map(([key, group]) => ({ key, severity: group[0]!.severity, problems: group }))
    .sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
}
