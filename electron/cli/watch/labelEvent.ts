import { revisionOf } from '#electron/services/revision.ts';
import { nameOf } from '#shared/dataset/canonicalPath.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { SavedEvent, UnreadableEvent, WatchEvent } from './watchEvent.ts';

export function isWatched(path: string): boolean {
  return path.endsWith(SIDECAR_ENDING) || nameOf(path) === TRACKS_NAME;
}

/** @throws ProblemError naming what is wrong with the file */
export function savedEvent(path: string, text: string): SavedEvent {
  const file = { event: 'saved', path, revision: revisionOf(text) } as const;
  if (nameOf(path) === TRACKS_NAME) {
    const { sequence, tracks } = parseTracksFile(text, path);
    return { ...file, kind: 'tracks', sequence, tracks: tracks.length };
  }
  const { frame, objects, boxes2d } = parseSidecar(text, path);
  return {
    ...file,
    kind: 'sidecar',
    frame: frame.id,
    sequence: frame.sequence,
    index: frame.index,
    objects: objects.length,
    boxes2d: boxes2d.length,
    done: frame.done !== undefined,
  };
}

export function removedEvent(path: string): WatchEvent {
  const isSidecar = path.endsWith(SIDECAR_ENDING);
  return { event: 'removed', path, ...(isSidecar ? { frame: path.slice(0, -SIDECAR_ENDING.length) } : {}) };
}

export function unreadableEvent(path: string, problem: Problem): UnreadableEvent {
  return { event: 'unreadable', path, problem, message: describeProblem(problem, 'en') };
}
