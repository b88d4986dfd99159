import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { addCuboid } from '../../renderer/editor/testing/addCuboid.ts';
import { boxAt } from '../../renderer/editor/testing/someRecords.ts';

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const CLASSES = ['car', 'truck', 'pedestrian'] as const;

/** Does one thing that a person might do next. */
export async function editSomething(session: EditorSession, random: () => number): Promise<void> {
  const { frameId } = session.state.getState();
  const present = frameId === undefined ? [] : session.document.cuboidsIn(frameId).map(({ id }) => id);
  const one = present[Math.floor(random() * present.length)];
  const place = () => Math.round((random() * 2 - 1) * 400) / 10;
  const kind = random();
  if (one === undefined || kind < 0.2) addCuboid(session, boxAt(place(), place()));
  else if (kind < 0.6) session.editCuboids([one], () => ({ centre: [place(), place(), 0.8] }));
  else if (kind < 0.68) session.deleteCuboids([one]);
  else if (kind < 0.76) await session.setClass([one], CLASSES[Math.floor(random() * 3)] ?? 'car');
  else if (kind < 0.88) await session.undo();
  else if (kind < 0.92) await session.redo();
  else await session.stepFrame(random() < 0.5 ? -1 : 1);
}

/** All that the document holds, as text; every frame must be loaded. */
export function snapshotOf({ document, state }: EditorSession): string {
  const frames = state
    .getState()
    .sequence.frames.map(({ id }) => document.committed.recordsIn(id as FrameId));
  return JSON.stringify(sortedKeys([document.committed.tracks(), frames]));
}

/** A file has its keys in an order of its own. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sortedKeys(part)]),
  );
}
