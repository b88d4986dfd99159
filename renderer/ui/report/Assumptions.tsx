import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeReason } from '#shared/problems/describeProblem.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { useLanguage } from '../controls/useLanguage.ts';

/** What the files do not say and was taken as usual: to know, not to worry about. */
export function Assumptions({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (problems.length === 0) return null;
  return (
    <section className="report__part" aria-labelledby="report-assumed">
      <h3 id="report-assumed">{t('report.assumed')}</h3>
      <p className="report__help">{t('report.assumedHelp')}</p>
      <ul className="report__assumed">
        {problems.map((problem) => (
          <li key={`${problem.path} ${JSON.stringify(problem.params)}`}>
            {describeReason(problem, language)}
          </li>
        ))}
      </ul>
    </section>
  );
}
