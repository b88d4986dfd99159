import type { Recent } from '#shared/host/contract.ts';

/**
 * What the program opens at start: the folder named on the command line, else the last one that is still there, else
 * the sample drive. Undefined where not even that can be had.
 */
export async function findStartFolder(
  named: string | undefined,
  listRecents: () => Promise<readonly Recent[]>,
  prepareSample: () => Promise<string>,
): Promise<string | undefined> {
  if (named !== undefined) return named;
  const [last] = await listRecents();
  return last?.path ?? prepareSample().catch(() => undefined);
}
