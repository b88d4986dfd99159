import { CircleCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/problems/problem.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { findingProblem } from '../calibration/findingProblem.ts';
import { isWarning } from '../calibration/findings.ts';
import { useCheck, useOpenFindings } from '../calibration/useCheck.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { useConnection } from '../session/useHost.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { answerQuestions } from '../workspace/reopen.ts';
import { answersToApply, type Picked } from './answers.ts';
import { ApplyAnswers } from './ApplyAnswers.tsx';
import { Assumptions } from './Assumptions.tsx';
import { DatasetFacts } from './DatasetFacts.tsx';
import { ProblemList } from './ProblemList.tsx';
import { Questions } from './Questions.tsx';
import './report.css';

const isAssumed = ({ code }: Problem): boolean => code === 'layout.assumed';

/** What was found in the folder: what it is, what had to be assumed, what is to be decided, and what is wrong. */
export function OpenReport(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const workspace = useWorkspace();
  const labelProblems = useEditor((state) => state.labelProblems);
  const [picked, setPicked] = useState<Picked>({});
  const { dataset, writable } = workspace;
  const { questions } = dataset;
  const answers = answersToApply(questions, picked);
  const hasQuestions = questions.length > 0;
  const problems = useCheck((state) => state.problems);
  const doubts = useOpenFindings()
    .filter(({ finding }) => isWarning(finding))
    .map(({ finding }) => findingProblem(finding, workspace.sequence.cameras));
  const all = [...problems, ...doubts, ...labelProblems];
  return (
    <Dialog
      title={t('report.title')}
      width={680}
      onClose={() => showDialog(undefined)}
      foot={
        hasQuestions ? (
          <ApplyAnswers
            hasAnswers={Object.keys(answers).length > 0}
            writable={writable}
            onApply={() => void answerQuestions(connection, workspace, answers)}
          />
        ) : undefined
      }
    >
      <DatasetFacts />
      <Assumptions problems={all.filter(isAssumed)} />
      {hasQuestions && (
        <Questions
          questions={questions}
          picked={picked}
          onPick={(id, option) => setPicked({ ...picked, [id]: option })}
        />
      )}
      <WorthKnowing problems={all.filter((problem) => !isAssumed(problem))} />
    </Dialog>
  );
}

function WorthKnowing({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <section className="report__part" aria-labelledby="report-problems">
      <h3 id="report-problems">{t('report.problems')}</h3>
      {problems.length === 0 ? (
        <p className="report__fine">
          <CircleCheck size={14} strokeWidth={1.75} aria-hidden /> {t('report.noProblems')}
        </p>
      ) : (
        <ProblemList problems={problems} />
      )}
    </section>
  );
}
