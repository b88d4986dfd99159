import { Eye, EyeOff, LockKeyhole, LockKeyholeOpen, type LucideIcon } from 'lucide-react';
import { memo, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  withHidden,
  withLockToggled,
  withShown,
  type TrackView,
} from '#renderer/editor/session/trackView.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import type { ObjectRowData } from './objectRows.ts';

export interface RowButtonsProps {
  readonly row: ObjectRowData;
  readonly isHidden: boolean;
  readonly isLocked: boolean;
}

/**
 * Hides and locks the object of a row, selected or not. For the mouse alone: an option of a list can hold no buttons, its
 * own name says what is hidden and locked, and by keyboard commands do the same to the selection.
 */
export const RowButtons = memo(function RowButtons(props: RowButtonsProps): ReactNode {
  const { row, isHidden, isLocked } = props;
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const name = `${row.class} ${row.number}`;
  const change = (by: (view: TrackView) => TrackView): void =>
    session.setTrackView(by(session.state.getState().trackView));
  return (
    <span className="object-row__buttons" onPointerDown={keepFromRow}>
      <MouseButton
        icon={isHidden ? EyeOff : Eye}
        name={t(isHidden ? 'objects.show' : 'objects.hide', { name })}
        isOn={isHidden}
        onClick={() =>
          change((view) => (isHidden ? withShown(view, [row.trackId]) : withHidden(view, [row.trackId])))
        }
      />
      <MouseButton
        icon={isLocked ? LockKeyhole : LockKeyholeOpen}
        name={t(isLocked ? 'objects.unlock' : 'objects.lock', { name })}
        isOn={isLocked}
        onClick={() => change((view) => withLockToggled(view, [row.trackId]))}
      />
    </span>
  );
});

interface MouseButtonProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly isOn: boolean;
  onClick(): void;
}

function MouseButton({ icon: Icon, name, isOn, onClick }: MouseButtonProps): ReactNode {
  return (
    <span className={isOn ? 'icon-button is-on' : 'icon-button'} title={name} aria-hidden onClick={onClick}>
      <Icon size={16} strokeWidth={1.75} />
    </span>
  );
}

/** A press on a button is no press on its row, which would select it. */
function keepFromRow(event: PointerEvent): void {
  event.stopPropagation();
}
