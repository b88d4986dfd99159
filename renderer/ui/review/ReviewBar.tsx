import { Check, ChevronLeft, ChevronRight, EyeOff, LockOpen, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { Button, type ButtonProps } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { useFrozenBy } from './FrozenMark.tsx';
import { useCurrentFinding, useCurrentObject, useRoom } from './useReview.ts';

/** What can be done with what is looked at, each with its key. */
export function ReviewBar(): ReactNode {
  const { t } = useTranslation();
  const isAny = useRoom(({ list, groups, sampled }) => (list === 'findings' ? groups : sampled).length > 0);
  const isFrozen = useFrozenBy() !== undefined;
  const next = useNextAct();
  return (
    <section className="review-bar" aria-label={t('review.bar')}>
      <CommandButton command="review.previous" isDisabled={!isAny}>
        <ChevronLeft size={16} strokeWidth={1.75} aria-label={t('review.previous')} />
      </CommandButton>
      <CommandButton command="review.next" isDisabled={!isAny} isKeyFirst>
        <ChevronRight size={16} strokeWidth={1.75} aria-label={t('review.next')} />
      </CommandButton>
      <span className="review-bar__space" />
      {isFrozen ? (
        <CommandButton command="review.reopen">
          <LockOpen size={16} strokeWidth={1.75} aria-hidden />
          <span className="review-bar__text">{t('review.reopen')}</span>
        </CommandButton>
      ) : (
        <Verdicts />
      )}
      <CommandButton command="review.fixNext" look="primary" isDisabled={!isAny}>
        <Check size={16} strokeWidth={1.75} aria-hidden />
        <span className="review-bar__text">{t(`review.${next}`)}</span>
      </CommandButton>
    </section>
  );
}

/** What the key of "yes" does. */
function useNextAct(): 'applyNext' | 'acceptNext' | 'nextObject' | 'onlyNext' {
  const listed = useCurrentFinding();
  const object = useCurrentObject();
  const isFrozen = useFrozenBy() !== undefined;
  const isSample = useRoom(({ list }) => list === 'sample');
  if (object?.standing === 'open' && !isFrozen) return 'acceptNext';
  if (listed?.finding.fix !== undefined && listed.standing === 'open') return 'applyNext';
  return isSample ? 'nextObject' : 'onlyNext';
}

/** Nothing is judged that the overview hides. */
function Verdicts(): ReactNode {
  const { t } = useTranslation();
  const listed = useCurrentFinding();
  const object = useCurrentObject();
  const isOverview = useRoom((state) => state.isOverview);
  return (
    <>
      {object === undefined && (
        <CommandButton command="review.waive" isDisabled={isOverview || listed === undefined}>
          <EyeOff size={16} strokeWidth={1.75} aria-label={t('review.waive')} />
          <span className="review-bar__text review-bar__word">{t('review.waive')}</span>
        </CommandButton>
      )}
      <CommandButton command="review.sendBack" isDisabled={isOverview}>
        <X size={16} strokeWidth={1.75} aria-label={t('review.sendBackShort')} />
        <span className="review-bar__text review-bar__word">{t('review.sendBackShort')}</span>
      </CommandButton>
      <CommandButton command="review.accept" isDisabled={isOverview}>
        <span className="review-bar__text">
          {t(listed === undefined && object === undefined ? 'review.acceptFrame' : 'review.accept')}
        </span>
      </CommandButton>
    </>
  );
}

interface CommandButtonProps {
  readonly command: CommandId;
  readonly look?: ButtonProps['look'];
  readonly isDisabled?: boolean;
  readonly isKeyFirst?: boolean;
  readonly children: ReactNode;
}

function CommandButton({
  command,
  look = 'plain',
  isDisabled = false,
  isKeyFirst = false,
  children,
}: CommandButtonProps): ReactNode {
  const { session } = useWorkspace();
  const tooltip = useCommandTooltip(command);
  return (
    <Button
      look={look}
      title={tooltip}
      disabled={isDisabled}
      data-command={command}
      onMouseDown={keepKeysInViews}
      onClick={() => session.commands.run(command)}
    >
      {isKeyFirst && <KeyCaps command={command} />}
      {children}
      {!isKeyFirst && <KeyCaps command={command} />}
    </Button>
  );
}
