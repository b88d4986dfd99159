import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditorState, SaveState } from '#renderer/editor/session/editorState.ts';
import { calmSave, SAVING_AFTER_MS } from './calmSave.ts';

function storeWith(save: SaveState): StoreApi<EditorState> {
  // Only `save` is read.
  return createStore(() => ({ save }) as EditorState);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('save state as it is shown', () => {
  test('a quick save never says "saving"', () => {
    const store = storeWith({ kind: 'pending', since: 0, frames: 1 });
    const calm = calmSave(store);
    const seen: string[] = [];
    calm.subscribe(() => seen.push(calm.get().kind));
    store.setState({ save: { kind: 'saving' } });
    vi.advanceTimersByTime(SAVING_AFTER_MS - 1);
    expect(calm.get().kind).toBe('pending');
    store.setState({ save: { kind: 'clean', savedAt: 1 } });
    vi.advanceTimersByTime(SAVING_AFTER_MS);
    expect(seen).toEqual(['clean']);
  });

  test('a slow one does', () => {
    const store = storeWith({ kind: 'clean' });
    const calm = calmSave(store);
    calm.subscribe(() => undefined);
    store.setState({ save: { kind: 'saving' } });
    vi.advanceTimersByTime(SAVING_AFTER_MS);
    expect(calm.get().kind).toBe('saving');
  });

  test('trouble is said at once', () => {
    const store = storeWith({ kind: 'saving' });
    const calm = calmSave(store);
    calm.subscribe(() => undefined);
    store.setState({ save: { kind: 'failed', failure: { code: 'disk-full', message: '' } } });
    expect(calm.get().kind).toBe('failed');
  });

  test('nothing is heard after unsubscribing', () => {
    const store = storeWith({ kind: 'clean' });
    const calm = calmSave(store);
    const listener = vi.fn<() => void>();
    calm.subscribe(listener)();
    store.setState({ save: { kind: 'saving' } });
    vi.advanceTimersByTime(SAVING_AFTER_MS);
    expect(listener).not.toHaveBeenCalled();
  });
});
