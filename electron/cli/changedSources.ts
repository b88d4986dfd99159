import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { SourceHashes } from '#electron/services/sourceHashes.ts';
import type { SourceJson } from '#shared/labels/sidecar.ts';

/**
 * Of the files that a frame's labels were made from, the clouds and calibrations that are other files now, or gone. Images
 * are not looked at: nothing is computed from them, and reading them all takes longer than all else.
 */
export async function changedSources(
  folder: FolderOnDisk,
  sources: readonly SourceJson[],
  hashes: SourceHashes,
): Promise<readonly SourceJson[]> {
  const recorded = sources.filter(({ role }) => role !== 'image');
  const problems = await hashes.check(recorded, (source) => folder.resolve(source));
  const changed = new Set(problems.map((problem) => problem.path));
  return recorded.filter((source) => changed.has(source.path));
}
