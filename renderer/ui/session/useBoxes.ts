import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Box2dId, Box2dRecord } from '#renderer/editor/document/records.ts';
import type { FrameRecords } from '#renderer/editor/document/recordStore.ts';
import { boxesWithoutCuboid, inReadingOrder } from '#renderer/editor/session/boxesOnScreen.ts';
import { settled } from './useCuboids.ts';
import { useEditor, useWorkspace } from './WorkspaceContext.ts';

/** One 2D box, following a running drag. */
export function useBox(id: Box2dId | undefined): Box2dRecord | undefined {
  const { document } = useWorkspace().session;
  const subscribe = useCallback((listener: () => void) => document.subscribe(listener), [document]);
  return useSyncExternalStore(subscribe, () => (id === undefined ? undefined : document.get(id)));
}

/** The 2D boxes of objects that have no cuboid in the frame, in reading order, as the last gesture left them. */
export function useBoxesWithoutCuboid(): readonly Box2dRecord[] {
  const { document } = useWorkspace().session;
  const frameId = useEditor((state) => state.frameId);
  const sequence = useEditor((state) => state.sequence);
  const store = useMemo(
    () =>
      settled<FrameRecords | undefined>(document, () =>
        frameId === undefined ? undefined : document.recordsIn(frameId),
      ),
    [document, frameId],
  );
  const records = useSyncExternalStore(store.subscribe, store.get);
  return useMemo(
    () =>
      records === undefined ? [] : inReadingOrder(boxesWithoutCuboid(document, { frameId }), { sequence }),
    [document, records, frameId, sequence],
  );
}
