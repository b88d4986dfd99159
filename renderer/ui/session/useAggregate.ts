import { useStore } from 'zustand';
import type { AggregateState } from '#renderer/editor/session/aggregate.ts';
import { useWorkspace } from './WorkspaceContext.ts';

/** A part of what is known of the aggregated view; choose a scalar, or an object that stays the same. */
export function useAggregate<T>(choose: (state: AggregateState) => T): T {
  return useStore(useWorkspace().session.aggregate.store, choose);
}
