import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { CalibrationCheckState, MadeFinding } from '#renderer/state/calibrationCheck.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { dismissedIn, openFindings } from './findings.ts';

/** One value of the check of the open sequence's calibrations. */
export function useCheck<T>(select: (state: CalibrationCheckState) => T): T {
  return useStore(useWorkspace().check, select);
}

/** Findings that wait for the person, the surest first. */
export function useOpenFindings(): readonly MadeFinding[] {
  const { path } = useWorkspace();
  const dismissed = usePreferences((settings) => dismissedIn(settings, path));
  const made = useCheck((state) => state.made);
  const cameras = useCheck((state) => state.cameras);
  const corrections = useCheck((state) => state.corrections);
  return useMemo(
    () => openFindings({ made, cameras, corrections }, dismissed),
    [made, cameras, corrections, dismissed],
  );
}

/** How many findings of this check the person has dismissed. */
export function useDismissedCount(): number {
  const { check } = useWorkspace();
  const shown = useOpenFindings();
  return openFindings(check.getState(), []).length - shown.length;
}
