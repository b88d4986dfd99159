import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/problems/problem.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { describeDataset } from './describeDataset.ts';
import './report.css';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const WORST_FIRST: readonly Problem['severity'][] = ['error', 'warning', 'info'];

/** What was found in the folder, and every file that was not used with its reason. */
export function OpenReport(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { dataset, path, writable } = useWorkspace();
  const labelProblems = useEditor((state) => state.labelProblems);
  const problems = [...dataset.problems, ...labelProblems].sort(
    (a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity),
  );
  return (
    <Dialog title={t('report.title')} width={680} onClose={() => showDialog(undefined)}>
      <p className="report__summary">{describeDataset(dataset, t)}</p>
      <dl className="report__facts">
        <dt>{t('report.name')}</dt>
        <dd>{dataset.name}</dd>
        <dt>{t('report.folder')}</dt>
        <dd>{path}</dd>
      </dl>
      {!writable && <p className="report__note">{t('report.readOnlyFolder')}</p>}
      {problems.length === 0 ? (
        <p className="report__fine">
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden /> {t('report.noProblems')}
        </p>
      ) : (
        <>
          <h3 className="report__heading">{t('report.problems')}</h3>
          <ul className="report__problems">
            {problems.map((problem) => (
              <ProblemLine
                key={`${problem.code} ${problem.path} ${JSON.stringify(problem.params)}`}
                severity={problem.severity}
                text={describeProblem(problem, language)}
              />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function ProblemLine({ severity, text }: { severity: Problem['severity']; text: string }): ReactNode {
  const Icon = ICONS[severity];
  return (
    <li data-severity={severity}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      <span>{text}</span>
    </li>
  );
}
