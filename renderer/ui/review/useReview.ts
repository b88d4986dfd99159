import { useStore } from 'zustand';
import type { FindingsState } from '#renderer/editor/review/findingsBoard.ts';
import type { ListedFinding } from '#renderer/editor/review/findingGroups.ts';
import type { RoomState } from '#renderer/editor/review/reviewRoom.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** One value of the room's state; the component renders again only when that value changes. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useWorkspace().review.room.store, select);
}

/** One value of what was found. */
export function useBoard<T>(select: (state: FindingsState) => T): T {
  return useStore(useWorkspace().review.checking.board.store, select);
}

/** The finding that is looked at, as it is now. */
export function useCurrentFinding(): ListedFinding | undefined {
  const { room } = useWorkspace().review;
  // Another object with every change of what is listed.
  useRoom((state) => state.groups);
  useRoom((state) => state.current);
  return room.current;
}
