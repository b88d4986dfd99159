import { joinPath } from '#shared/dataset/canonicalPath.ts';
import { SIDECAR_ENDING } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FolderEntry } from './fileSystem.ts';

/** Names that Windows gives to devices, whatever the ending, and what it allows nowhere or not at the end of a name. */
const NOT_ON_WINDOWS = /[<>:"|?*]|[. ]$|^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
/** Of NTFS, in UTF-16 units. */
const LONGEST_NAME = 255;

export interface CheckedNames {
  /** Those that can be told apart once their names are in NFC. */
  readonly entries: readonly FolderEntry[];
  readonly problems: readonly Problem[];
}

/**
 * Looks at the names in one folder: of two that are the same in NFC the first (by code unit) is taken; two that differ
 * in case only, or a name that Windows does not allow, are usable here and reported because the dataset, or the labels
 * beside it, cannot be copied to every system.
 *
 * @param folder as the disk spells it
 */
export function checkNames(folder: string, entries: readonly FolderEntry[]): CheckedNames {
  const problems: Problem[] = [];
  const byCanonicalName = new Map<string, FolderEntry>();
  const byLowerCase = new Map<string, string>();
  const twin = (name: string, other: string): Problem => ({
    code: 'name.twin',
    severity: 'warning',
    path: joinPath(folder, name),
    params: { other: joinPath(folder, other) },
  });
  for (const entry of [...entries].sort(byName)) {
    const { name, kind } = entry;
    const canonical = name.normalize('NFC');
    const first = byCanonicalName.get(canonical);
    if (first !== undefined) {
      problems.push(twin(name, first.name));
      continue;
    }
    byCanonicalName.set(canonical, entry);
    const lower = canonical.toLowerCase();
    const alike = byLowerCase.get(lower);
    if (alike === undefined) byLowerCase.set(lower, name);
    else problems.push(twin(name, alike));
    if (isPortable(name, kind)) continue;
    const params = { system: 'Windows' };
    problems.push({ code: 'name.notPortable', severity: 'info', path: joinPath(folder, name), params });
  }
  return { entries: [...byCanonicalName.values()], problems };
}

function isPortable(name: string, kind: FolderEntry['kind']): boolean {
  const longest = kind === 'folder' ? LONGEST_NAME : LONGEST_NAME - SIDECAR_ENDING.length;
  return name.length <= longest && !NOT_ON_WINDOWS.test(name);
}

function byName(a: FolderEntry, b: FolderEntry): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
