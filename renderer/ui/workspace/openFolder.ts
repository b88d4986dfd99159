import { toHostFailure } from '#shared/host/failure.ts';
import { HostError, type HostFailure } from '#shared/host/hostError.ts';
import {
  showDialog,
  showFilesSeen,
  showPhase,
  useAppStore,
  type AppPhase,
  type Connection,
} from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { buildWorkspace } from './buildWorkspace.ts';

/** Asks for a folder, with the system's dialog where there is one, and opens it. */
export async function chooseFolder(connection: Connection): Promise<void> {
  if (connection.info.capabilities.pickFolder === 'browse') return showDialog('folders');
  try {
    const { path } = await connection.host.call('folders.pick', {});
    if (path !== undefined) await openFolder(connection, path);
  } catch (error) {
    sayNotOpened(toHostFailure(error));
  }
}

export async function openSample(connection: Connection): Promise<void> {
  try {
    const { path } = await connection.host.call('samples.prepare', {});
    await openFolder(connection, path);
  } catch (error) {
    sayNotOpened(toHostFailure(error));
  }
}

/**
 * Opens a dataset folder, at its first sequence unless one is named, in place of what is open. Stays where it is when
 * the open work could not be saved; ends on the start screen with the reason when the folder cannot be opened.
 */
export async function openFolder(connection: Connection, path: string, sequenceId?: string): Promise<void> {
  if (!(await leaveCurrent())) return;
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  /** Another folder may have been asked for meanwhile: then this one has nothing to show any more. */
  const show = (phase: AppPhase): boolean => {
    const { phase: present } = useAppStore.getState();
    const isWanted = present.kind === 'opening' && present.cancel === cancel;
    if (isWanted) showPhase(phase);
    return isWanted;
  };
  showPhase({ kind: 'opening', path, files: 0, cancel });
  const stopCounting = connection.host.subscribe((event) => {
    if (event.type === 'dataset.opening') showFilesSeen(event.path, event.files);
  });
  try {
    const workspace = await open(connection, path, sequenceId, abort.signal);
    if (!show({ kind: 'open', workspace })) await workspace.dispose();
  } catch (error) {
    const failure = toHostFailure(error);
    show(failure.code === 'cancelled' ? { kind: 'start' } : { kind: 'start', trouble: { path, failure } });
  } finally {
    stopCounting();
  }
}

/** Back to the start screen; stays when the open work could not be saved. */
export async function closeFolder(): Promise<void> {
  if (await leaveCurrent()) showPhase({ kind: 'start' });
}

async function open(
  connection: Connection,
  path: string,
  sequenceId: string | undefined,
  signal: AbortSignal,
): Promise<Workspace> {
  const { host } = connection;
  const opened = await host.call('dataset.open', { path }, { signal });
  try {
    const { sequences } = opened.dataset;
    const sequence = sequences.find(({ id }) => id === sequenceId) ?? sequences[0];
    if (sequence === undefined) throw new Error('a dataset has at least one sequence');
    const workspace = await buildWorkspace(connection, opened, sequence);
    if (!signal.aborted) return workspace;
    await workspace.dispose();
    throw new HostError({ code: 'cancelled', message: 'opening was cancelled' });
  } catch (error) {
    await host.call('dataset.close', { datasetId: opened.datasetId });
    throw error;
  }
}

/** Saves and closes what is open. False: it could not be saved, so it stays. */
async function leaveCurrent(): Promise<boolean> {
  const { phase } = useAppStore.getState();
  if (phase.kind === 'opening') phase.cancel();
  if (phase.kind !== 'open') return true;
  if (!(await saveWorkspace(phase.workspace))) return false;
  // The shell lets go of the session before it is disposed.
  showPhase({ kind: 'connecting' });
  await phase.workspace.dispose();
  return true;
}

/** False: it could not be saved, and that is said. */
export async function saveWorkspace({ session }: Workspace): Promise<boolean> {
  await session.saveNow();
  const { save } = session.state.getState();
  if (save.kind === 'conflict') {
    showDialog('conflict');
    return false;
  }
  if (save.kind === 'failed') {
    sayNotOpened(save.failure);
    return false;
  }
  return true;
}

/** Says why a folder was not opened. */
export function sayNotOpened(failure: HostFailure): void {
  notify({
    tone: 'error',
    text: (t, language) => t('prompt.notOpened', { reason: describeFailure(failure, t, language) }),
  });
}
