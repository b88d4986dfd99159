import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boxAt } from '../testing/someRecords.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { longDataset, longSequence } from '../testing/longSequence.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import type { EditorSession } from './editorSession.ts';

const FRAMES = 30;
const sequence = longSequence(FRAMES);

let world: World;
let session: EditorSession;
/** Indices of the frames that came on screen. */
let shown: number[];

beforeEach(async () => {
  vi.useFakeTimers();
  world = createWorld();
  Object.assign(world.environment, { now: () => Date.now() });
  session = await openSession(world, { sequence, dataset: longDataset(sequence) });
  shown = [];
  session.state.subscribe(({ frameId }, before) => {
    if (frameId !== before.frameId) shown.push(sequence.frames.findIndex(({ id }) => id === frameId));
  });
});
afterEach(() => vi.useRealTimers());

const isPlaying = (): boolean => session.playback.store.getState().isPlaying;

describe('playing', () => {
  test('frames come as fast as they were recorded, and it ends at the last', async () => {
    session.commands.run('frame.play');
    await vi.advanceTimersByTimeAsync(1050);
    expect(shown).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(isPlaying()).toBe(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(shown.at(-1)).toBe(FRAMES - 1);
    expect(isPlaying()).toBe(false);
    session.commands.run('frame.play');
    await vi.advanceTimersByTimeAsync(150);
    expect(shown.slice(-2)).toEqual([0, 1]);
  });

  test('what takes longer to come is left out, so that it never lags', async () => {
    world.content.gate = () => new Promise((done) => setTimeout(done, 250));
    session.commands.run('frame.play');
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toEqual([1, 3, 6, 8, 11, 13, 16]);
    // The ones after the next are fetched ahead, as far on as that one.
    const ahead = world.content.prefetched.map((ids) =>
      ids.map((frameId) => sequence.frames.findIndex(({ id }) => id === frameId)),
    );
    expect(ahead).toContainEqual([19, 22, 15]);
  });

  test.each(['frame.play', 'edit.cancel', 'frame.previous'] as const)('%s ends it', async (command) => {
    session.commands.run('frame.play');
    await vi.advanceTimersByTimeAsync(250);
    session.commands.run(command);
    await vi.advanceTimersByTimeAsync(1000);
    expect(isPlaying()).toBe(false);
    expect(shown).toEqual(command === 'frame.previous' ? [1, 2, 1] : [1, 2]);
  });

  test('an edit ends it, and the frame that was on its way does not come', async () => {
    world.content.gate = () => new Promise((done) => setTimeout(done, 50));
    session.commands.run('frame.play');
    await vi.advanceTimersByTimeAsync(220);
    expect(shown).toEqual([1]);
    addCuboid(session, boxAt(5));
    await vi.advanceTimersByTimeAsync(1000);
    expect(isPlaying()).toBe(false);
    expect(shown).toEqual([1]);
  });
});
