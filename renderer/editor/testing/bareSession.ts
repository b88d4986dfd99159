import type { Dataset } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import type { EditorEnvironment } from '../ports.ts';
import { createEditorSession, type EditorSession } from '../session/editorSession.ts';
import { FakeContent, FakeEgoMotion, FakeQueries } from './fakeWorld.ts';

/** What `dataset.open` answers, as far as a session needs it. */
export interface OpenedDataset {
  readonly datasetId: string;
  readonly dataset: Dataset;
}

const REAL: EditorEnvironment = { newId: () => crypto.randomUUID(), now: () => Date.now() };

/** A session on the first sequence of a dataset that a real host has opened: what it edits is kept, nothing is drawn. */
export function createBareSession(
  host: HostClient,
  { datasetId, dataset }: OpenedDataset,
  environment = REAL,
): Promise<EditorSession> {
  const [sequence] = dataset.sequences;
  if (sequence === undefined) throw new Error('there is no sequence');
  return createEditorSession({
    host,
    datasetId,
    dataset,
    sequence,
    queries: new FakeQueries(),
    content: new FakeContent(),
    egoMotionSource: new FakeEgoMotion(),
    environment,
    author: 'Ada',
    generator: { name: 'boxwright', version: '0' },
  });
}
