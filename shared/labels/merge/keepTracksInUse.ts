import type { TrackJson, TracksFile } from '../tracksFile.ts';
import { PRESENCE } from './mergeRecords.ts';
import type { TracksConflict } from './mergeTracksFiles.ts';
import { withUniqueNumbers } from './mergeTracksFiles.ts';
import { part, type ThreeWay } from './threeWay.ts';

/**
 * A track that one side deleted while the other labelled it in yet another frame: its own file does not tell, since
 * nothing of it changed there. It stays, and a person decides.
 *
 * @param used tracks, in lower case, that objects in the merged sidecars belong to
 */
export function keepTracksInUse(
  merged: TracksFile,
  versions: ThreeWay<TracksFile>,
  used: ReadonlySet<string>,
): { readonly merged: TracksFile; readonly conflicts: readonly TracksConflict[] } {
  const present = new Set(merged.tracks.map(({ id }) => id.toLowerCase()));
  const kept: TrackJson[] = [];
  const conflicts: TracksConflict[] = [];
  for (const trackId of [...used].filter((id) => !present.has(id)).sort()) {
    const tracks = part(versions, (file) => file.tracks.find(({ id }) => id.toLowerCase() === trackId));
    const track = tracks.ours ?? tracks.theirs ?? tracks.base;
    if (track === undefined) continue;
    kept.push(track);
    conflicts.push({ kind: 'track', id: trackId, trackId, fields: [PRESENCE], ...tracks });
  }
  if (kept.length === 0) return { merged, conflicts };
  const tracks = withUniqueNumbers([...merged.tracks, ...kept], versions.base?.tracks ?? []);
  return { merged: { ...merged, tracks }, conflicts };
}
