import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useRoom } from './useReview.ts';

/** Rows of a group in the page: nobody scrolls through thousands of the same, and the worst come first. */
export const MOST_ROWS = 100;

export interface ReviewListBoxProps {
  readonly label: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** What the room goes through; ↑ ↓ walk it, and the row of what is looked at is in sight. */
export function ReviewListBox({ label, isEmpty, children }: ReviewListBoxProps): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const current = useRoom((state) => state.current);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    void room.step(by);
  };
  return (
    <div
      ref={list}
      className="finding-list"
      role="listbox"
      aria-label={label}
      aria-activedescendant={current === undefined ? undefined : domIdOf(current)}
      tabIndex={0}
      data-main-focus
      onKeyDown={walk}
    >
      {isEmpty && <span role="option" aria-selected={false} aria-label={t('review.noneHere')} />}
      {children}
    </div>
  );
}

/** @param key of a finding, or of an object of the sample */
export function domIdOf(key: string): string {
  return `finding-${key}`;
}
