import type { AgedVersion } from './thinVersions.ts';

/** A version among those of all files of a label root. */
export interface SizedVersion extends AgedVersion {
  /** The label file that it is of. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Which versions must go for all together to have at most so many bytes: the oldest first, and only then the newest of
 * each file. The first of a file never goes: together they are no more than the labels were before Boxwright wrote them.
 */
export function versionsOverBudget<V extends SizedVersion>(
  versions: readonly V[],
  mostBytes: number,
): readonly V[] {
  const ends = new Map<string, { first: V; newest: V }>();
  for (const version of versions) {
    const known = ends.get(version.file);
    if (known === undefined) ends.set(version.file, { first: version, newest: version });
    else if (version.number < known.first.number) known.first = version;
    else if (version.number > known.newest.number) known.newest = version;
  }
  const isNewest = (version: V): number => Number(ends.get(version.file)?.newest === version);
  const mayGo = versions
    .filter((version) => ends.get(version.file)?.first !== version)
    .toSorted((a, b) => isNewest(a) - isNewest(b) || a.savedAt - b.savedAt || a.number - b.number);
  let bytes = versions.reduce((sum, version) => sum + version.bytes, 0);
  const over: V[] = [];
  for (const version of mayGo) {
    if (bytes <= mostBytes) break;
    over.push(version);
    bytes -= version.bytes;
  }
  return over;
}
