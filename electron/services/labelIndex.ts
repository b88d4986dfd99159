import type { Frame } from '#shared/dataset/dataset.ts';
import type { FrameLabels, FrameSummary, MethodOutput } from '#shared/host/contract.ts';
import type { LabelStore, OpenSequence } from './labelStore.ts';
import { mapConcurrently } from './mapConcurrently.ts';

const READS_AT_ONCE = 16;

/** The tracks of a sequence and a summary of every frame's labels, read once when a sequence is opened. */
export async function indexLabels(
  store: LabelStore,
  at: OpenSequence,
  signal: AbortSignal,
): Promise<MethodOutput<'labels.index'>> {
  const stored = await store.loadTracks(at, signal);
  const imported = (await store.imported(at)).tracks(stored.tracks.tracks);
  const summarise = async (frame: Frame) => {
    signal.throwIfAborted();
    const labels = await store.load(at, frame, stored, signal);
    return { summary: summaryOf(labels), problems: problemsOf(labels) };
  };
  const frames = await mapConcurrently(at.sequence.frames, READS_AT_ONCE, summarise);
  return {
    tracks: { ...stored.tracks, tracks: imported.tracks },
    tracksRevision: stored.revision,
    frames: frames.map(({ summary }) => summary),
    problems: [...imported.problems, ...frames.flatMap(({ problems }) => problems)],
    ...(stored.problem === undefined ? {} : { readOnly: stored.problem }),
  };
}

function summaryOf(labels: FrameLabels): FrameSummary {
  const objects = 'sidecar' in labels ? labels.sidecar.objects : [];
  return {
    frameId: labels.frameId,
    state: labels.state,
    objects: objects.length,
    trackIds: objects.map(({ trackId }) => trackId),
  };
}

function problemsOf(labels: FrameLabels) {
  return labels.state === 'unreadable' ? [labels.problem, ...labels.problems] : labels.problems;
}
