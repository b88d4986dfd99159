import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../controls/Button.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import './frames.css';

/** Green with a check once the frame on screen is done; pressed again, it goes on all the same. */
export function DoneButton(): ReactNode {
  const { t } = useTranslation();
  const { commands, proposals } = useWorkspace().session;
  // While a proposal is looked at, the key is about that, and the button about the frame.
  const isProposing = useStore(proposals.store, ({ kind }) => kind === 'found');
  const isBatch = useEditor(({ imageStage }) => imageStage.kind === 'batch');
  const tooltip = useCommandTooltip('frame.done');
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  const isDone = useEditor(
    ({ frameId, frames }) => frameId !== undefined && frames.get(frameId)?.isDone === true,
  );
  return (
    <Button
      look={isDone ? 'plain' : 'primary'}
      className={isDone ? 'frame-strip__next is-done' : 'frame-strip__next'}
      title={tooltip}
      disabled={isReadOnly}
      onMouseDown={keepKeysInViews}
      onClick={() => commands.run('frame.done')}
    >
      <CircleCheck size={14} strokeWidth={1.75} aria-hidden={!isDone} aria-label={t('done.tick')} />
      {t('done.button')} {!isProposing && !isBatch && <KeyCaps command="frame.done" />}
    </Button>
  );
}
