import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { Checking } from '#renderer/editor/review/checking.ts';
import { ReviewEdits } from '#renderer/editor/review/reviewEdits.ts';
import { ReviewNotes } from '#renderer/editor/review/reviewNotes.ts';
import { ReviewRoom } from '#renderer/editor/review/reviewRoom.ts';
import type { EditorEnvironment } from '#renderer/editor/ports.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { ImageSize } from '#renderer/editor/session/projections.ts';
import type { Review } from '#renderer/state/workspace.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { createQualityWorker } from '#renderer/workers/createQualityWorker.ts';
import { WorkerChecks } from '#renderer/workers/qualityChecks.ts';

export interface ReviewParts {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  readonly session: EditorSession;
  readonly clouds: CloudService;
  readonly environment: EditorEnvironment;
  /** Written on what is said; empty: no author is written. */
  readonly author: string;
  readonly imageSize: ImageSize;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Puts together what reviewing a sequence needs. Nothing runs before the room is entered. */
export function buildReview(parts: ReviewParts): Review & { dispose(): void } {
  const { host, datasetId, dataset, sequence, session, clouds, environment, author, imageSize } = parts;
  const { ontology, thresholds = {} } = dataset;
  const checks = new WorkerChecks({
    createWorker: createQualityWorker,
    clouds,
    book: { ontology, thresholds },
  });
  const edits = new ReviewEdits({
    document: session.document,
    state: session.state,
    environment,
    author,
    interrupt: () => session.tools.interrupt('command'),
  });
  const checking = new Checking({
    session,
    checks,
    imageSize,
    loadLabels: (frameId, signal) =>
      host.call('labels.load', { datasetId, sequenceId: sequence.id, frameId }, { signal }),
    pause,
  });
  const room = new ReviewRoom({
    session,
    checking,
    edits,
    authorship: () => ({ author, nowMs: environment.now() }),
    pause,
  });
  const notes = new ReviewNotes({ session, room, edits });
  const stops = [checking.start(), room.start(), notes.start()];
  return {
    checking,
    room,
    edits,
    notes,
    dispose: () => {
      for (const stop of stops) stop();
      checks.dispose();
    },
  };
}
