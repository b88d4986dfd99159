import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { ForeignFrameLabels } from '#shared/dataset/layout.ts';
import { foreignLabelsOf } from '#shared/dataset/layouts.ts';
import { importTracks, sidecarFromForeign } from '#shared/labels/importLabels.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { OpenDataset } from './datasets.ts';
import { mapConcurrently } from '#shared/mapConcurrently.ts';
import { onlyListed } from './onlyListed.ts';

const READS_AT_ONCE = 16;

/** Labels that a sequence brings along in its layout's own format, converted but not written. */
export interface ImportedLabels {
  /** The tracks that exist plus one for every imported object that has none. */
  tracks(existing: readonly TrackJson[]): { tracks: TrackJson[]; problems: Problem[] };
  /** @throws ProblemError when the frame has labels that cannot be read. Undefined when it has none. */
  frame(
    frame: Frame,
    existing: readonly TrackJson[],
  ): { sidecar: Sidecar; problems: readonly Problem[] } | undefined;
}

/**
 * Reads the foreign labels of all frames: numbers and classes of tracks follow from the whole sequence, so that a frame
 * looks the same whichever is opened first.
 */
export async function readImportedLabels(
  { folder, dataset }: Pick<OpenDataset, 'folder' | 'dataset'>,
  sequence: Sequence,
  generator: Sidecar['generator'],
): Promise<ImportedLabels> {
  const foreign = foreignLabelsOf(dataset);
  const byFrame = new Map<string, ForeignFrameLabels | ProblemError>();
  if (foreign !== undefined) {
    const read = await foreign.open(await onlyListed(folder), dataset, sequence).catch(asProblemError);
    await mapConcurrently(sequence.frames, READS_AT_ONCE, async (frame) => {
      const labels = read instanceof ProblemError ? read : await read(frame).catch(asProblemError);
      if (labels !== undefined)
        byFrame.set(frame.id, labels instanceof ProblemError ? labels : withoutText(labels));
    });
  }
  const readable = sequence.frames.flatMap((frame) => {
    const labels = byFrame.get(frame.id);
    return labels === undefined || labels instanceof ProblemError ? [] : [{ frame, labels }];
  });
  // Numbering takes all objects of the sequence: done once for each state of `tracks.json`, not for each frame.
  const known = new WeakMap<readonly TrackJson[], ReturnType<typeof importTracks>>();
  const tracksWith = (existing: readonly TrackJson[]) => {
    const result = known.get(existing) ?? importTracks(sequence, readable, existing);
    known.set(existing, result);
    return result;
  };
  return {
    tracks: tracksWith,
    frame: (frame, existing) => {
      const labels = byFrame.get(frame.id);
      if (labels instanceof ProblemError) throw labels;
      if (labels === undefined) return undefined;
      const { tracks } = tracksWith(existing);
      const sidecar = sidecarFromForeign(dataset, sequence, { frame, labels }, tracks, generator);
      return { sidecar, problems: labels.problems };
    },
  };
}

/** Those of all frames are kept: the files that they were read from would take many times their room. */
function withoutText({
  text: _text,
  calibration: _calibration,
  ...labels
}: ForeignFrameLabels): ForeignFrameLabels {
  return labels;
}

function asProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  throw error;
}
