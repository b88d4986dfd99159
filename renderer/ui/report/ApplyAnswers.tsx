import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';

export interface ApplyAnswersProps {
  readonly hasAnswers: boolean;
  /** Answers are kept with the labels: without a place for them there is nothing to apply. */
  readonly writable: boolean;
  onApply(): void;
}

/** At the foot of the report, always in sight. */
export function ApplyAnswers({ hasAnswers, writable, onApply }: ApplyAnswersProps): ReactNode {
  const { t } = useTranslation();
  const reasonId = useId();
  return (
    <>
      {!writable && (
        <p id={reasonId} className="report__reason">
          {t('question.notWritable')}{' '}
          <Button look="link" onClick={() => showDialog('labelRoot')}>
            {t('labelRoot.keep')}
          </Button>
        </p>
      )}
      <Button
        look="primary"
        disabled={!writable || !hasAnswers}
        aria-describedby={writable ? undefined : reasonId}
        onClick={onApply}
      >
        {t('question.apply')}
      </Button>
    </>
  );
}
