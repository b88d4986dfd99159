import { t } from 'i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { dismissNotice, notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { describeDataset } from '../report/describeDataset.ts';

/** Says what was found in the folder that was just opened; returns how to stop saying it. */
export function saySummary(workspace: Workspace): () => void {
  const text = describeDataset(workspace.dataset, t);
  const hasTrouble = workspace.dataset.problems.some(({ severity }) => severity !== 'info');
  const id = notify({
    tone: hasTrouble ? 'warning' : 'info',
    text,
    action: { label: t('app.details'), run: () => showDialog('report') },
  });
  return () => dismissNotice(id);
}
