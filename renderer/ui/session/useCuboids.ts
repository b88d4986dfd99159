import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { LabelDocument } from '#renderer/editor/document/labelDocument.ts';
import type {
  CuboidId,
  CuboidRecord,
  FrameId,
  TrackId,
  TrackRecord,
} from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { useWorkspace } from './WorkspaceContext.ts';

const NONE: readonly CuboidRecord[] = [];

/** A scalar of one cuboid, following a running drag. */
export function useCuboidValue<T>(id: CuboidId, read: (record: CuboidRecord) => T): T | undefined {
  const { document } = useWorkspace().session;
  const subscribe = useCallback((listener: () => void) => document.subscribe(listener), [document]);
  return useSyncExternalStore(subscribe, () => {
    const record = document.get(id);
    return record === undefined ? undefined : read(record);
  });
}

/** What cuboids differ in. */
export const MIXED = 'mixed';

/**
 * What cuboids have in common, following a running drag: undefined where there are none, {@link MIXED} where `read`
 * gives more than one answer.
 */
export function useCommonValue<T extends string | number | boolean>(
  ids: readonly CuboidId[],
  read: (record: CuboidRecord) => T,
): T | typeof MIXED | undefined {
  const { document } = useWorkspace().session;
  const subscribe = useCallback((listener: () => void) => document.subscribe(listener), [document]);
  return useSyncExternalStore(subscribe, () => {
    let common: T | undefined;
    for (const id of ids) {
      const record = document.get(id);
      if (record === undefined) continue;
      const value = read(record);
      if (common !== undefined && common !== value) return MIXED;
      common = value;
    }
    return common;
  });
}

export function useTrack(id: TrackId | undefined): TrackRecord | undefined {
  const { document } = useWorkspace().session;
  const subscribe = useCallback((listener: () => void) => document.subscribe(listener), [document]);
  return useSyncExternalStore(subscribe, () => (id === undefined ? undefined : document.get(id)));
}

/** All tracks of the sequence, as they were when the last gesture ended. */
export function useSettledTracks(): readonly TrackRecord[] {
  const { document } = useWorkspace().session;
  const store = useMemo(() => settled(document, () => document.tracks()), [document]);
  return useSyncExternalStore(store.subscribe, store.get);
}

/**
 * The cuboids of a frame as they were when the last gesture ended. During a drag this does not change, so that a list
 * neither renders nor re-sorts under the pointer.
 */
export function useSettledCuboids(frameId: FrameId | undefined): readonly CuboidRecord[] {
  const { document } = useWorkspace().session;
  const store = useMemo(
    () => settled(document, () => (frameId === undefined ? NONE : document.cuboidsIn(frameId))),
    [document, frameId],
  );
  return useSyncExternalStore(store.subscribe, store.get);
}

/** How many points lie in each cuboid, as it was when the last gesture ended. */
export function useSettledPoints(): ReadonlyMap<CuboidId, number> {
  const { session } = useWorkspace();
  const store = useMemo(() => settledPoints(session), [session]);
  return useSyncExternalStore(store.subscribe, store.get);
}

function settledPoints({ document, state }: EditorSession): Settled<ReadonlyMap<CuboidId, number>> {
  const read = (): ReadonlyMap<CuboidId, number> => state.getState().pointCounts;
  let value = read();
  return {
    get: () => value,
    subscribe: (listener) => {
      const update = (): void => {
        if (document.isGestureRunning || value === read()) return;
        value = read();
        listener();
      };
      update();
      const stops = [state.subscribe(update), document.subscribe(update)];
      return () => stops.forEach((stop) => stop());
    },
  };
}

export interface Settled<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

/** Something of the document as it was when the last gesture ended. */
export function settled<T>(document: LabelDocument, read: () => T): Settled<T> {
  let value = read();
  return {
    get: () => value,
    subscribe: (listener) => {
      // it may have changed between the first render and this
      value = read();
      return document.subscribe(({ cause }) => {
        if (cause === 'preview') return;
        const next = read();
        if (next === value) return;
        value = next;
        listener();
      });
    },
  };
}
