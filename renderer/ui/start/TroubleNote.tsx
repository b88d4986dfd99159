import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenTrouble } from '#renderer/state/appStore.ts';
import { describeFailure } from '../controls/describeFailure.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { TEST_IDS } from '../testIds.ts';

/** Why a folder was not opened: the reason first, then the path. */
export function TroubleNote({ trouble }: { readonly trouble: OpenTrouble }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="start__trouble" role="alert" data-testid={TEST_IDS.startTrouble}>
      <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
      <p>
        <b>{t('start.notOpened')}</b>
        {describeFailure(trouble.failure, t, language)}
        {trouble.failure.problem === undefined && <span className="start__path">{trouble.path}</span>}
      </p>
    </div>
  );
}
