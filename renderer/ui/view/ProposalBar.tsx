import { Check, SkipForward, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatFixed } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

const ICON = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/**
 * What is proposed, which of it is looked at, and what can be said to it.
 *
 * @param isNarrow without the words that keys and pictures say, too
 */
export function ProposalBar({ isNarrow = false }: { readonly isNarrow?: boolean }): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const state = useStore(session.proposals.store);
  if (state.kind === 'none') return null;
  const end = (
    <Button
      aria-label={t('proposals.end')}
      title={t('proposals.end')}
      onClick={() => session.proposals.end()}
    >
      <X {...ICON} />
    </Button>
  );
  if (state.kind === 'searching')
    return (
      <div className="proposal-bar">
        <span role="status">{t('proposals.searching', { class: state.className })}</span>
        <progress
          aria-label={t('proposals.searching', { class: state.className })}
          value={state.done}
          max={Math.max(1, state.total)}
        />
        {end}
      </div>
    );
  const { proposals, current } = state;
  const { className, confidence } = proposals[current]!;
  const found = t('proposals.found', { n: current + 1, count: proposals.length });
  return (
    <div className="proposal-bar">
      <span role="status" aria-label={isNarrow ? `${found} ${className}` : undefined}>
        {isNarrow ? `${current + 1}/${proposals.length}` : found}{' '}
        <b>
          {className} {formatFixed(confidence, 2)}
        </b>
      </span>
      <Button onClick={() => session.commands.run('proposal.accept')}>
        <Check {...ICON} /> {t('proposals.accept')} <KeyCaps command="frame.done" />
      </Button>
      <Button onClick={() => session.commands.run('proposal.reject')}>
        <X {...ICON} /> {t('proposals.reject')} <KeyCaps command="proposal.reject" />
      </Button>
      <Button
        aria-label={t('proposals.next')}
        title={t('proposals.next')}
        onClick={() => session.commands.run('proposal.next')}
      >
        <SkipForward {...ICON} /> {!isNarrow && t('proposals.next')} <KeyCaps command="proposal.next" />
      </Button>
      {end}
    </div>
  );
}
