import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Anchor } from '#shared/labels/review.ts';
import { threadsIn } from '#renderer/editor/review/notePlaces.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';
import { AskField } from './AskField.tsx';
import { useAnchorName } from './anchorName.ts';
import { Note } from './Note.tsx';
import { useCurrentFinding, useCurrentObject, useRoom } from './useReview.ts';

/** What was said about the frame on screen and what is in it, the oldest first, and a field to say more. */
export function Notes(): ReactNode {
  const { t } = useTranslation();
  const { session, review } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const isAsked = useRoom((state) => state.asking === 'note');
  const isPointing = useEditor((state) => state.tool === 'note');
  const tooltip = useCommandTooltip('review.notePlace');
  useDocumentSerial();
  const label = useFieldLabel(useAnchor());
  if (frameId === undefined || !session.document.isLoaded(frameId)) return null;
  const threads = threadsIn(session.document.recordsIn(frameId));
  return (
    <section className="notes" aria-label={t('review.notes')}>
      <div className="notes__head">
        <h3>
          {t('review.notes')} <span className="panel-count">{threads.length}</span>
        </h3>
        <IconButton
          icon={MapPin}
          name={t('review.placeNote')}
          title={tooltip}
          aria-pressed={isPointing}
          data-command="review.notePlace"
          onMouseDown={keepKeysInViews}
          onClick={() => session.commands.run('review.notePlace')}
        />
      </div>
      {threads.length > 0 && (
        <ol className="notes__list">
          {threads.map((thread, i) => (
            <Note key={thread.note.id} thread={thread} number={i + 1} />
          ))}
        </ol>
      )}
      <AskField
        label={label}
        isAsked={isAsked}
        onKeep={(text) => review.notes.write(text)}
        onLeave={() => review.room.show({ asking: undefined })}
      />
    </section>
  );
}

/** What a note would stand at, as it is now. */
function useAnchor(): Anchor | undefined {
  const { notes } = useWorkspace().review;
  useCurrentFinding();
  useCurrentObject();
  useEditor((state) => state.selection);
  useEditor((state) => state.pointedAt);
  return notes.anchor;
}

function useFieldLabel(anchor: Anchor | undefined): string {
  const { t } = useTranslation();
  const nameOf = useAnchorName();
  if (anchor !== undefined && !('object' in anchor)) return t('review.noteThere');
  const what = anchor === undefined ? '' : nameOf(anchor);
  return what === '' ? t('review.noteOnFrame') : t('review.noteOn', { what });
}
