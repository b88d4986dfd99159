import { Check, MessageSquare, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommentEntry } from '#shared/labels/review.ts';
import type { CuboidId, FrameId, ReviewId } from '#renderer/editor/document/records.ts';
import { entryOf } from '#renderer/editor/review/reviewRecords.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';
import { AskField } from './AskField.tsx';
import { useCurrentFinding, useRoom } from './useReview.ts';

/** What was said about the frame on screen and what is in it, the oldest first, and a field to say more. */
export function Notes(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { session, review } = workspace;
  const frameId = useEditor((state) => state.frameId);
  const isAsked = useRoom((state) => state.asking === 'note');
  useDocumentSerial();
  useCurrentFinding();
  useEditor((state) => state.selection);
  if (frameId === undefined) return null;
  const notes = commentsIn(workspace, frameId);
  const { anchor } = review.room;
  const what = anchor !== undefined && 'object' in anchor ? objectName(workspace, anchor.object) : '';
  return (
    <section className="notes" aria-label={t('review.notes')}>
      <h3>
        {t('review.notes')} <span className="panel-count">{notes.length}</span>
      </h3>
      {notes.length > 0 && (
        <ul className="notes__list">
          {notes.map((note) => (
            <Note
              key={note.id}
              note={note}
              workspace={workspace}
              onResolve={(isResolved) => review.edits.resolve(note.id.toLowerCase() as ReviewId, isResolved)}
            />
          ))}
        </ul>
      )}
      <AskField
        label={what === '' ? t('review.noteOnFrame') : t('review.noteOn', { what })}
        isAsked={isAsked}
        onKeep={(text) => review.room.note(text)}
        onLeave={() => session && review.room.show({ asking: undefined })}
      />
    </section>
  );
}

interface NoteProps {
  readonly note: CommentEntry;
  readonly workspace: Workspace;
  onResolve(isResolved: boolean): void;
}

function Note({ note, workspace, onResolve }: NoteProps): ReactNode {
  const { t } = useTranslation();
  const { author, at, text, anchor } = note;
  const isResolved = note.isResolved === true;
  const place =
    anchor === undefined
      ? ''
      : 'object' in anchor
        ? objectName(workspace, anchor.object)
        : 'camera' in anchor
          ? anchor.camera
          : anchor.point.map((metres) => metres.toFixed(2)).join(', ');
  return (
    <li className={isResolved ? 'note is-resolved' : 'note'}>
      <div className="note__head">
        <MessageSquare size={14} strokeWidth={1.75} aria-hidden />
        <b>{author ?? t('review.nobody')}</b>
        <span>{at === undefined ? '' : formatDay(Number(BigInt(at) / 1_000_000n))}</span>
        <span className="note__place">{place}</span>
        <IconButton
          icon={isResolved ? RotateCcw : Check}
          name={t(isResolved ? 'review.reopenNote' : 'review.resolve')}
          onClick={() => onResolve(!isResolved)}
        />
      </div>
      <p className="note__text">{text}</p>
    </li>
  );
}

function commentsIn({ session }: Workspace, frameId: FrameId): readonly CommentEntry[] {
  return session.document
    .recordsIn(frameId)
    .reviews.flatMap((record) => {
      const entry = entryOf(record);
      return entry?.kind === 'comment' ? [entry] : [];
    })
    .toSorted((a, b) => Number(BigInt(a.at ?? 0) - BigInt(b.at ?? 0)));
}

function objectName({ session }: Workspace, id: string): string {
  const record = session.document.get(id.toLowerCase() as CuboidId);
  const track = record && session.document.get(record.trackId);
  return track === undefined ? '' : `${track.class} ${track.number}`;
}
