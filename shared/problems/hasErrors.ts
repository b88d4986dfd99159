import type { Problem } from './problem.ts';

/** Is there anything among them that is lost or cannot be used? */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
