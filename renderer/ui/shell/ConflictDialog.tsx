import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import './conflict.css';

/** Files that somebody else changed since: one choice for each, and leaving decides nothing. */
export function ConflictDialog(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const save = useEditor((state) => state.save);
  if (save.kind !== 'conflict') return null;
  const nameOf = (frameId: string): string =>
    sequence.frames.find(({ id }) => id === frameId)?.clouds[0]?.path ?? frameId;
  return (
    <Dialog title={t('save.conflict')} width={620} onClose={() => showDialog(undefined)}>
      <p className="conflict__help">{t('save.conflictHelp')}</p>
      <ul className="conflict__list">
        {save.tracks && (
          <ConflictLine
            name="tracks.json"
            keepMine={() => session.keepMine()}
            takeTheirs={() => session.takeTheirs()}
          />
        )}
        {save.frames.map((frameId) => (
          <ConflictLine
            key={frameId}
            name={`${nameOf(frameId)}.labels.json`}
            keepMine={() => session.keepMine(frameId)}
            takeTheirs={() => session.takeTheirs(frameId)}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface ConflictLineProps {
  readonly name: string;
  keepMine(): Promise<void>;
  takeTheirs(): Promise<void>;
}

function ConflictLine({ name, keepMine, takeTheirs }: ConflictLineProps): ReactNode {
  const { t } = useTranslation();
  return (
    <li className="conflict__line">
      <span className="conflict__name">{name}</span>
      <Button onClick={() => void keepMine()}>{t('save.keepMine')}</Button>
      <Button onClick={() => void takeTheirs()}>{t('save.takeTheirs')}</Button>
    </li>
  );
}
