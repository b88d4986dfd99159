import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';

export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

/** One line for each problem, the gravest first: `error: The file is empty — lidar/0001.pcd`. */
export function printProblems(problems: readonly Problem[]): string[] {
  const order = ['error', 'warning', 'info'];
  return problems
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .map((problem) => `${problem.severity}: ${describeProblem(problem, 'en')}`);
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
