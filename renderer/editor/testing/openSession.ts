import {
  createEditorSession,
  type EditorSession,
  type EditorSessionOptions,
} from '../session/editorSession.ts';
import { FakeHost } from './fakeHost.ts';
import { FakeContent, FakeEgoMotion, FakeEnvironment, FakeQueries } from './fakeWorld.ts';
import { smallDataset, smallSequence } from './smallDataset.ts';

export interface World {
  readonly host: FakeHost;
  readonly queries: FakeQueries;
  readonly content: FakeContent;
  readonly environment: FakeEnvironment;
  readonly egoMotionSource: FakeEgoMotion;
}

export function createWorld(): World {
  return {
    host: new FakeHost(),
    queries: new FakeQueries(),
    content: new FakeContent(),
    environment: new FakeEnvironment(),
    egoMotionSource: new FakeEgoMotion(),
  };
}

/** Opens the small sequence in a world whose label files may already hold something. */
export function openSession(
  world: World,
  options: Partial<EditorSessionOptions> = {},
): Promise<EditorSession> {
  return createEditorSession({
    ...world,
    datasetId: 'd',
    dataset: smallDataset,
    sequence: smallSequence,
    author: 'Ada',
    generator: { name: 'boxwright', version: '0.0.0' },
    ...options,
  });
}
