import { toHostFailure } from '#shared/host/failure.ts';
import { printable } from '#shared/problems/shortenPath.ts';
import { showDialog, type Connection } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { isDataGone } from './isDataGone.ts';
import { openFolder, saveWorkspace } from './openFolder.ts';

/** Answers what the folder leaves open, and opens it again. */
export async function answerQuestions(
  connection: Connection,
  workspace: Workspace,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const { datasetId } = workspace;
  await reopenAfter(connection, workspace, false, async () => {
    await connection.host.call('dataset.answer', { datasetId, answers: { ...answers } });
    return true;
  });
}

/**
 * Keeps labels in another folder from now on (`path` absent: one in the user's folder), and opens the dataset again.
 * While its data is gone that is not possible: then what is unsaved is written there, and the work goes on as it is.
 */
export async function keepLabelsIn(
  connection: Connection,
  workspace: Workspace,
  path: string | undefined,
): Promise<void> {
  const { datasetId, session } = workspace;
  const isStuck = session.state.getState().held.trouble !== undefined;
  const isGone = isDataGone(workspace);
  await reopenAfter(connection, workspace, isStuck, async () => {
    const place = { datasetId, ...(path === undefined ? {} : { path }), ...(isStuck ? { isNow: true } : {}) };
    const { labelRoot } = await connection.host.call('dataset.setLabelRoot', place);
    if (isStuck && labelRoot.path !== workspace.labelRoot.path) await session.saveElsewhere();
    if (!isGone) return true;
    notify({ tone: 'info', text: (t) => t('labelRoot.keptUntilBack', { path: printable(labelRoot.path) }) });
    return false;
  });
}

/**
 * Both take effect when the dataset is opened; what is unsaved belongs to the place where it was begun, unless it cannot
 * be written there.
 *
 * @param isStuck the change itself is what lets the work be saved
 * @param change answers whether the dataset is to be opened again
 */
async function reopenAfter(
  connection: Connection,
  workspace: Workspace,
  isStuck: boolean,
  change: () => Promise<boolean>,
): Promise<void> {
  showDialog(undefined);
  if (!isStuck && !(await saveWorkspace(workspace))) return;
  try {
    if (!(await change())) return;
  } catch (error) {
    const failure = toHostFailure(error);
    notify({
      tone: 'error',
      text: (t, language) => t('prompt.notChanged', { reason: describeFailure(failure, t, language) }),
    });
    return;
  }
  await openFolder(connection, workspace.path, workspace.sequence.id);
}
