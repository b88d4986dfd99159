import { Eye, EyeOff, LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { PointerEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  withHidden,
  withLockToggled,
  withShown,
  type TrackView,
} from '#renderer/editor/session/trackView.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import type { ObjectRowData } from './objectRows.ts';

export interface RowButtonsProps {
  readonly row: ObjectRowData;
  readonly isHidden: boolean;
  readonly isLocked: boolean;
}

/**
 * Hides and locks the object of a row, selected or not. The list is one stop of the Tab key and its rows have none of
 * their own: by keyboard, commands do the same to the selection.
 */
export function RowButtons({ row, isHidden, isLocked }: RowButtonsProps): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const name = `${row.class} ${row.number}`;
  const change = (by: (view: TrackView) => TrackView): void =>
    session.setTrackView(by(session.state.getState().trackView));
  return (
    <span className="object-row__buttons" onPointerDown={keepFromRow}>
      <IconButton
        icon={isHidden ? EyeOff : Eye}
        name={t(isHidden ? 'objects.show' : 'objects.hide', { name })}
        className={isHidden ? 'is-on' : ''}
        tabIndex={-1}
        onClick={() =>
          change((view) => (isHidden ? withShown(view, [row.trackId]) : withHidden(view, [row.trackId])))
        }
      />
      <IconButton
        icon={isLocked ? LockKeyhole : LockKeyholeOpen}
        name={t(isLocked ? 'objects.unlock' : 'objects.lock', { name })}
        className={isLocked ? 'is-on' : ''}
        tabIndex={-1}
        onClick={() => change((view) => withLockToggled(view, [row.trackId]))}
      />
    </span>
  );
}

/** A press on a button is no press on its row, which would select it. */
function keepFromRow(event: PointerEvent): void {
  event.stopPropagation();
}
