import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';

/** What a layout may take for given where the files do not say; each has a sentence in every language. */
export type Assumption = Extract<ProblemReason, `assumed${string}`>;

/**
 * Something that the files do not say, to be shown in the report.
 *
 * @param params what the sentence needs
 * @param path the scene, split or file that it is about; absent: the whole dataset
 */
export function assumed(
  reason: Assumption,
  params: Readonly<Record<string, string | number>> = {},
  path = '',
): Problem {
  const place = path === '' ? {} : { path };
  return { code: 'layout.assumed', severity: 'info', ...place, params: { reason, ...params } };
}
