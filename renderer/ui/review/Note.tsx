import { Check, Reply, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CommentEntry } from '#shared/labels/review.ts';
import type { ReviewId } from '#renderer/editor/document/records.ts';
import type { NoteThread } from '#renderer/editor/review/notePlaces.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { useAnchorName } from './anchorName.ts';
import { AskField } from './AskField.tsx';

export interface NoteProps {
  readonly thread: NoteThread;
  /** As on its pin. */
  readonly number: number;
}

/** One note and its answers; where it stands at a place, its number goes there. */
export function Note({ thread: { note, answers }, number }: NoteProps): ReactNode {
  const { t } = useTranslation();
  const { notes, edits } = useWorkspace().review;
  const nameOf = useAnchorName();
  const id = note.id.toLowerCase() as ReviewId;
  const isCurrent = useStore(notes.store, (state) => state.current === id);
  const [isAnswering, setAnswering] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const isResolved = note.isResolved === true;
  const { anchor } = note;
  const place = anchor === undefined ? '' : nameOf(anchor);
  return (
    <li ref={item} className={isResolved ? 'note is-resolved' : 'note'} aria-current={isCurrent}>
      <div className="note__head">
        {anchor === undefined ? (
          <span className="note__number">{number}</span>
        ) : (
          <button
            type="button"
            className="note__number"
            aria-label={t('review.goToNote', { number })}
            title={t('review.goToNote', { number })}
            onMouseDown={keepKeysInViews}
            onClick={() => notes.lookAt(id)}
          >
            {number}
          </button>
        )}
        <b title={note.author}>{note.author ?? t('review.nobody')}</b>
        <span className="note__end">
          {!isResolved && (
            <IconButton
              icon={Reply}
              name={t('review.answer')}
              onMouseDown={keepKeysInViews}
              onClick={() => setAnswering(true)}
            />
          )}
          <IconButton
            icon={isResolved ? RotateCcw : Check}
            name={t(isResolved ? 'review.reopenNote' : 'review.resolve')}
            onMouseDown={keepKeysInViews}
            onClick={() => edits.resolve(id, !isResolved)}
          />
        </span>
      </div>
      <p className="note__place">{[place, dayOf(note)].filter(Boolean).join(' · ')}</p>
      <p className="note__text">{note.text}</p>
      {answers.map((answer) => (
        <div key={answer.id} className="note__answer">
          <div className="note__head">
            <b title={answer.author}>{answer.author ?? t('review.nobody')}</b>
            <span>{dayOf(answer)}</span>
          </div>
          <p className="note__text">{answer.text}</p>
        </div>
      ))}
      {isAnswering && (
        <AskField
          label={t('review.answerTo')}
          isAsked
          onKeep={(text) => notes.answer(id, text)}
          onLeave={() => setAnswering(false)}
        />
      )}
    </li>
  );
}

function dayOf({ at }: CommentEntry): string {
  return at === undefined ? '' : formatDay(Number(BigInt(at) / 1_000_000n));
}
