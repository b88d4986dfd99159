import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { groupProblems, type ProblemGroup } from './groupProblems.ts';

const ICONS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
/** Of one kind; the rest is folded away, or a thousand skipped files would hide the one that matters. */
const SHOWN = 5;

/** What is wrong, kind by kind, the worst first. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return groupProblems(problems).map((group) => <Group key={group.key} group={group} />);
}

function Group({ group }: { readonly group: ProblemGroup }): ReactNode {
  const { t } = useTranslation();
  const { severity, problems } = group;
  // One that would be folded away alone is shown instead.
  const shown = problems.length <= SHOWN + 1 ? problems.length : SHOWN;
  const rest = problems.slice(shown);
  return (
    <div className="report__kind" data-severity={severity}>
      <Lines severity={severity} problems={problems.slice(0, shown)} />
      {rest.length > 0 && (
        <details className="report__more">
          <summary>{t('report.moreAlike', { count: rest.length })}</summary>
          <Lines severity={severity} problems={rest} />
        </details>
      )}
    </div>
  );
}

function Lines({ severity, problems }: Omit<ProblemGroup, 'key'>): ReactNode {
  const language = useLanguage();
  const Icon = ICONS[severity];
  return (
    <ul className="report__problems">
      {problems.map((problem) => (
        <li key={`${problem.path} ${JSON.stringify(problem.params)}`}>
          <Icon size={14} strokeWidth={1.75} aria-hidden />
          <span>{describeProblem(problem, language)}</span>
        </li>
      ))}
    </ul>
  );
}
