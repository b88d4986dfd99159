import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '#shared/host/contract.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import type { Asked } from './useVersions.ts';

/** In place of a version: it is on its way, or cannot be had. */
export function VersionTrouble({
  asked,
}: {
  readonly asked: Asked<MethodOutput<'versions.load'>>;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { problem } = asked?.answer ?? {};
  const text =
    problem !== undefined
      ? describeProblem(problem, language)
      : asked?.failure !== undefined
        ? describeFailure(asked.failure, t, language)
        : t('versions.loading');
  return <p className="versions__note versions__rest">{text}</p>;
}
