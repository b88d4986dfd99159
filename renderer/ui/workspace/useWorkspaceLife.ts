import { useEffect } from 'react';
import type { HostClient } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import { countSet } from '#renderer/editor/session/countSet.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { followPointer } from '#renderer/state/pointerHint.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Tally } from '#renderer/state/tally.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { registerImportBoxesCommand } from '../boxes/importBoxesCommand.ts';
import { checkInBackground } from '../calibration/runCheck.ts';
import { registerImageCommands } from '../cameras/imageCommands.ts';
import { registerModeCommands } from '../mode/modeCommands.ts';
import { followReviewMode, registerReviewCommands } from '../review/reviewCommands.ts';
import { useConnection } from '../session/useHost.ts';
import { registerMergeCommand } from '../track/mergeCommand.ts';
import { registerVersionsCommand } from '../versions/versionsCommand.ts';
import { registerAppCommands, registerRegionCommands } from './appCommands.ts';
import { registerAppearanceCommands } from './appearanceCommands.ts';
import { takeOverCommands } from './currentCommands.ts';
import { sayPrompts } from './sayPrompts.ts';
import { saySummary } from './saySummary.ts';

/** What goes on while a workspace is on screen: its commands, its keys, its prompts, and saving when one looks away. */
export function useWorkspaceLife(workspace: Workspace): void {
  const connection = useConnection();
  useEffect(() => {
    const { session } = workspace;
    const stops = [
      registerAppCommands(session.commands, connection),
      registerRegionCommands(session.commands),
      registerModeCommands(session.commands),
      registerMergeCommand(session),
      registerVersionsCommand(session),
      registerImportBoxesCommand(session),
      registerAppearanceCommands(session.commands, connection.host, workspace.sequence.cameras.length > 0),
      registerImageCommands(workspace, connection.host),
      registerReviewCommands(workspace),
      followReviewMode(workspace),
      takeOverCommands(session.commands),
      followPointer(),
      sayPrompts(session),
      saveWhenLeft(session),
      keepTally(session, connection.host),
      linkPoints(workspace),
      followAggregate(session),
      watchFrame(workspace, connection.host),
    ];
    return () => stops.forEach((stop) => stop());
  }, [workspace, connection]);

  useEffect(() => saySummary(workspace), [workspace]);
  useEffect(() => checkInBackground(workspace, connection.host), [workspace, connection]);
}

/** Points are looked for under the pointer, and in cuboids, while images show them. */
function linkPoints({ session: { tools }, points: { owned } }: Workspace): () => void {
  const follow = ({ showsImagePoints }: Pick<Settings, 'showsImagePoints'>): void => {
    tools.link.isOn = showsImagePoints;
    owned.isOn = showsImagePoints;
  };
  follow(usePreferences.getState());
  const stop = usePreferences.subscribe((settings, before) => {
    if (settings.showsImagePoints !== before.showsImagePoints) follow(settings);
  });
  return () => {
    stop();
    follow({ showsImagePoints: false });
  };
}

/** How the points of other frames are put together is a setting. */
function followAggregate({ aggregate }: EditorSession): () => void {
  aggregate.settings = usePreferences.getState().aggregate;
  const stop = usePreferences.subscribe((settings) => {
    aggregate.settings = settings.aggregate;
  });
  return () => {
    stop();
    aggregate.end();
  };
}

/** Tells the host which frame is on screen, so that what others change in it is seen soon. */
function watchFrame({ datasetId, sequence, session }: Workspace, host: HostClient): () => void {
  const watch = (frameId: string | undefined): void => {
    if (frameId === undefined) return;
    // What fails is noticed by everything else that asks the host.
    void host.call('labels.watch', { datasetId, sequenceId: sequence.id, frameId }).catch(() => undefined);
  };
  const watchCurrent = (): void => watch(session.state.getState().frameId);
  watchCurrent();
  const stops = [
    session.state.subscribe(({ frameId }, before) => {
      if (frameId !== before.frameId) watch(frameId);
    }),
    // A host that was started again does not know it. With this call it opens the dataset, bytes and all.
    host.connection.subscribe((state) => {
      if (state === 'connected') watchCurrent();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function keepTally(session: EditorSession, host: HostClient): () => void {
  const tally = new Tally(host);
  const stop = session.document.subscribe((change) => {
    const count = countSet(change);
    if (count !== 0) void tally.add(count);
  });
  return () => {
    stop();
    tally.stop();
  };
}

/**
 * Saves as soon as the window is no longer looked at: the person may be about to close it. An unfinished drag ends
 * there too, since its end would never be seen.
 */
function saveWhenLeft(session: EditorSession): () => void {
  const leave = (): void => {
    session.tools.interrupt('blur');
    void session.saveNow();
  };
  const hide = (): void => {
    if (document.visibilityState === 'hidden') leave();
  };
  const warn = (event: BeforeUnloadEvent): void => {
    if (session.state.getState().save.kind !== 'clean') event.preventDefault();
  };
  window.addEventListener('blur', leave);
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', warn);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('blur', leave);
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', warn);
    document.removeEventListener('visibilitychange', hide);
  };
}
