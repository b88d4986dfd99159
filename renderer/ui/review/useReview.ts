import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { FindingsState } from '#renderer/editor/review/findingsBoard.ts';
import type { ListedFinding } from '#renderer/editor/review/findingGroups.ts';
import type { RoomState } from '#renderer/editor/review/reviewRoom.ts';
import { sampleProgress, type SampledObject, type SampleProgress } from '#renderer/editor/review/sample.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import type { Pointed } from './subject.ts';

/** One value of the room's state; the component renders again only when that value changes. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useWorkspace().review.room.store, select);
}

/** One value of what was found. */
export function useBoard<T>(select: (state: FindingsState) => T): T {
  return useStore(useWorkspace().review.checking.board.store, select);
}

/** The object of the sample that is looked at, as it is now. */
export function useCurrentObject(): SampledObject | undefined {
  const { room } = useWorkspace().review;
  useRoom((state) => state.sampled);
  useRoom((state) => state.current);
  return room.object;
}

/** How far the sample has been judged; undefined until it is drawn. */
export function useSampleProgress(): SampleProgress | undefined {
  const sample = useRoom((state) => state.sample);
  const frames = useBoard((state) => state.frames);
  return useMemo(() => sample && sampleProgress(sample, { frames }), [sample, frames]);
}

/** What the views are to show: of a finding, or an object. The same one while that is looked at. */
export function usePointed(): Pointed | undefined {
  const finding = useCurrentFinding()?.finding;
  const object = useCurrentObject();
  const [objectId, frameId] = [object?.key, object?.frameId];
  return useMemo(() => {
    if (finding !== undefined || objectId === undefined || frameId === undefined) return finding;
    return { frameId, objectId, params: {} };
  }, [finding, objectId, frameId]);
}

/** The finding that is looked at, as it is now. */
export function useCurrentFinding(): ListedFinding | undefined {
  const { room } = useWorkspace().review;
  // Another object with every change of what is listed.
  useRoom((state) => state.groups);
  useRoom((state) => state.current);
  return room.current;
}
