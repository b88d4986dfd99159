import type { Frame } from '#shared/dataset/dataset.ts';
import type { FrameLabels, FrameSummary, MethodOutput } from '#shared/host/contract.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { letterOf, sightingOf } from '#shared/labels/sighting.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { LabelFiles } from './labelFiles.ts';
import type { LabelStore, OpenSequence, StoredTracks } from './labelStore.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';

const READS_AT_ONCE = 16;

/** The tracks of a sequence and a summary of every frame's labels, read once when a sequence is opened. */
export async function indexLabels(
  files: LabelFiles,
  store: LabelStore,
  at: OpenSequence,
  signal: AbortSignal,
): Promise<MethodOutput<'labels.index'>> {
  const { frames: all } = at.sequence;
  const stored = await store.loadTracks(at, signal);
  // One problem of the folder, not one of each frame.
  if (stored.problem?.code === 'folder.unreadable') return nothingReadable(all, stored, stored.problem);
  const imported = (await store.imported(at)).tracks(stored.tracks.tracks);
  const isMissing = await files.missing(
    at.open,
    all.map(({ id }) => sidecarPath(id)),
  );
  const summarise = async (frame: Frame) => {
    signal.throwIfAborted();
    const labels = isMissing(sidecarPath(frame.id))
      ? await store.loadUnlabelled(at, frame, stored)
      : await store.load(at, frame, stored, signal);
    return { summary: summaryOf(labels), problems: problemsOf(labels) };
  };
  const frames = await mapConcurrently(all, READS_AT_ONCE, summarise);
  return {
    tracks: { ...stored.tracks, tracks: imported.tracks },
    tracksRevision: stored.revision,
    frames: frames.map(({ summary }) => summary),
    problems: [...imported.problems, ...frames.flatMap(({ problems }) => problems)],
    ...(stored.problem === undefined ? {} : { readOnly: stored.problem }),
  };
}

function nothingReadable(
  frames: readonly Frame[],
  { tracks, revision }: StoredTracks,
  problem: Problem,
): MethodOutput<'labels.index'> {
  return {
    tracks,
    tracksRevision: revision,
    frames: frames.map(({ id }) => ({
      frameId: id,
      state: 'unreadable',
      objects: 0,
      trackIds: [],
      sightings: '',
      isDone: false,
    })),
    problems: [problem],
    readOnly: problem,
  };
}

function summaryOf(labels: FrameLabels): FrameSummary {
  const sidecar = 'sidecar' in labels ? labels.sidecar : undefined;
  const objects = sidecar?.objects ?? [];
  return {
    frameId: labels.frameId,
    state: labels.state,
    objects: objects.length,
    trackIds: [...objects, ...(sidecar?.boxes2d ?? [])].flatMap(({ trackId }) => trackId ?? []),
    sightings: objects.map((object) => letterOf(sightingOf(object))).join(''),
    isDone: sidecar?.frame.done !== undefined,
  };
}

function problemsOf(labels: FrameLabels) {
  return labels.state === 'unreadable' ? [labels.problem, ...labels.problems] : labels.problems;
}
