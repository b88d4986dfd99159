import { create } from 'zustand';

/** What the window is for at present: the objects of one frame, objects through time, or what is wrong with them. */
export const WORK_MODES = ['label', 'sequence', 'review'] as const;
export type WorkMode = (typeof WORK_MODES)[number];

export const useWorkMode = create<{ readonly mode: WorkMode }>(() => ({ mode: 'label' }));

export function showMode(mode: WorkMode): void {
  if (useWorkMode.getState().mode !== mode) useWorkMode.setState({ mode });
}
