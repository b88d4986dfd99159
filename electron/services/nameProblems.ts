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
  const distinct = new Set(entries.map(({ name }) => name.normalize('NFC').toLowerCase()));
  // Hardly any folder has twins, and some have a hundred thousand names.
  const hasTwins = distinct.size < entries.length;
  const checked = hasTwins ? tellApart(folder, entries) : { entries, problems: [] };
  const notPortable = checked.entries.filter(({ name, kind }) => !isPortable(name, kind));
  const params = { system: 'Windows' };
  const problems = notPortable.map(({ name }): Problem => {
    return { code: 'name.notPortable', severity: 'info', path: joinPath(folder, name), params };
  });
  return { entries: checked.entries, problems: [...checked.problems, ...problems] };
}

function tellApart(folder: string, entries: readonly FolderEntry[]): CheckedNames {
  const problems: Problem[] = [];
  const byCanonicalName = new Map<string, FolderEntry>();
  const byLowerCase = new Map<string, string>();
  const addTwin = (name: string, other: string): void => {
    const params = { other: joinPath(folder, other) };
    problems.push({ code: 'name.twin', severity: 'warning', path: joinPath(folder, name), params });
  };
  for (const entry of [...entries].sort(byName)) {
    const { name } = entry;
    const canonical = name.normalize('NFC');
    const first = byCanonicalName.get(canonical);
    if (first !== undefined) {
      addTwin(name, first.name);
      continue;
    }
    byCanonicalName.set(canonical, entry);
    const lower = canonical.toLowerCase();
    const alike = byLowerCase.get(lower);
    if (alike === undefined) byLowerCase.set(lower, name);
    else addTwin(name, alike);
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
