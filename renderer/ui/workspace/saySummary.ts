import { showDialog } from '#renderer/state/appStore.ts';
import { dismissNotice, notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { countOpen } from '../report/answers.ts';
import { describeDataset } from '../report/describeDataset.ts';

/** Says what was found in the folder that was just opened; returns how to stop saying it. */
export function saySummary(workspace: Workspace): () => void {
  const { dataset } = workspace;
  const open = countOpen(dataset.questions);
  const hasTrouble = dataset.problems.some(({ severity }) => severity !== 'info');
  const id = notify({
    tone: hasTrouble ? 'warning' : 'info',
    text: (t) => {
      const summary = describeDataset(dataset, t);
      return open === 0 ? summary : t('report.withQuestions', { summary, count: open });
    },
    action: {
      label: (t) => (open === 0 ? t('app.details') : t('question.review')),
      run: () => showDialog('report'),
    },
  });
  return () => dismissNotice(id);
}
