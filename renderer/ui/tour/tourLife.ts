import { Tour } from '#renderer/editor/tour/tour.ts';
import { useAppStore, type Connection } from '#renderer/state/appStore.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { focusCanvas } from '../shortcuts/regions.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { openSample } from '../workspace/openFolder.ts';
import { showTour, useTour } from './tourStore.ts';

/** Offers the tour on the sample drive until it was seen, and ends it when another dataset is opened. */
export function followTour(): void {
  useAppStore.subscribe(({ phase }, before) => {
    if (phase === before.phase) return;
    const isOffered =
      phase.kind === 'open' && phase.workspace.isSample && !usePreferences.getState().isTourSeen;
    showTour({ kind: isOffered ? 'offered' : 'off' });
  });
}

/** Starts the tour from its beginning; where another dataset is open, offers to open the sample drive. */
export async function takeTour(connection: Connection): Promise<void> {
  const { phase } = useAppStore.getState();
  if (phase.kind === 'open' && phase.workspace.isSample) startTour(connection, phase.workspace);
  else if (phase.kind === 'open') showTour({ kind: 'elsewhere' });
  else await takeTourOnSample(connection);
}

/** Opens the sample drive and starts the tour there; nothing starts where it could not be opened. */
export async function takeTourOnSample(connection: Connection): Promise<void> {
  await openSample(connection);
  const { phase } = useAppStore.getState();
  if (phase.kind === 'open' && phase.workspace.isSample) startTour(connection, phase.workspace);
}

/** Puts the card away and gives the keys back to the work. An offer that was declined is not made again. */
export function endTour(connection: Connection): void {
  if (useTour.getState().phase.kind === 'offered') rememberTour(connection);
  showTour({ kind: 'off' });
  focusCanvas();
}

function startTour(connection: Connection, { session }: Workspace): void {
  showTour({ kind: 'running', tour: new Tour(session) });
  rememberTour(connection);
}

function rememberTour({ host }: Connection): void {
  if (!usePreferences.getState().isTourSeen) void applySettings(host, { isTourSeen: true });
}
