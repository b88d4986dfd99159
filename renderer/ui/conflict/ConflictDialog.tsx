import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ConflictChoice } from './ConflictChoice.tsx';
import './conflict.css';

/** What both we and somebody else have changed, one after the other; leaving decides nothing, and loses nothing. */
export function ConflictDialog(): ReactNode {
  const { t } = useTranslation();
  const save = useEditor((state) => state.save);
  const conflicts = useEditor((state) => state.conflicts);
  const [at, setAt] = useState(0);
  const unreadable = save.kind === 'conflict' ? save.unreadable : [];
  const isOver = conflicts.length === 0 && unreadable.length === 0;
  useEffect(() => {
    if (isOver) showDialog(undefined);
  }, [isOver]);
  if (isOver) return null;
  const index = Math.min(at, conflicts.length - 1);
  const conflict = conflicts[index];
  return (
    <Dialog
      title={t('conflict.title')}
      width={conflict === undefined ? 620 : 1080}
      onClose={() => showDialog(undefined)}
    >
      {unreadable.map((frameId) => (
        <Unreadable key={frameId} frameId={frameId} />
      ))}
      {conflict !== undefined && (
        <ConflictChoice
          key={conflict.key}
          conflict={conflict}
          place={{ index, count: conflicts.length }}
          onStep={(by) => setAt((index + by + conflicts.length) % conflicts.length)}
        />
      )}
    </Dialog>
  );
}

/** A file that somebody made unreadable while we have changes for it. */
function Unreadable({ frameId }: { readonly frameId: FrameId }): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const path = sequence.frames.find(({ id }) => id === frameId)?.clouds[0]?.path ?? frameId;
  return (
    <div className="conflict__unreadable">
      <p>
        {t('conflict.unreadable')}
        <span className="conflict__path">{path}.labels.json</span>
      </p>
      <Button onClick={() => void session.outsideChanges.readAgain(frameId)}>{t('save.retry')}</Button>
    </div>
  );
}
