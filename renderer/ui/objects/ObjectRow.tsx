import { memo, type ReactNode } from 'react';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OntologyClass } from '#shared/dataset/dataset.ts';
import { isShown } from '#renderer/editor/session/trackView.ts';
import { isOnScreen } from '#renderer/editor/session/viewFilter.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';
import type { ObjectRowData } from './objectRows.ts';
import { RowButtons } from './RowButtons.tsx';

export interface ObjectRowProps {
  readonly row: ObjectRowData;
  /** Undefined while they are not counted. */
  readonly points: number | undefined;
  readonly ontologyClass: OntologyClass | undefined;
  readonly domId: string;
  onPick(row: ObjectRowData, isAdding: boolean): void;
  onHover(row: ObjectRowData | undefined): void;
}

export const ObjectRow = memo(function ObjectRow(props: ObjectRowProps): ReactNode {
  const { row, points, ontologyClass, domId, onPick, onHover } = props;
  const { t } = useTranslation();
  const isSelected = useEditor((state) => state.selection.includes(row.id));
  const { document } = useWorkspace().session;
  const isHiddenItself = useEditor((state) => !isShown(state.trackView, row.trackId));
  const isHidden = useEditor((state) => {
    const record = document.get(row.id);
    return record !== undefined && !isOnScreen(document, state, record);
  });
  const isLocked = useEditor((state) => state.trackView.locked.has(row.trackId));
  const distance = formatFixed(row.distance, 1);
  const shownPoints = points === undefined ? undefined : formatCount(points);
  const StatusIcon = row.status === 'confirmed' ? CircleCheck : CircleDashed;
  const text = t('objects.row', {
    class: row.class,
    number: row.number,
    points: shownPoints ?? t('objects.unknownPoints'),
    distance,
  });
  const withLock = isLocked ? t('objects.locked', { row: text }) : text;
  return (
    <li
      id={domId}
      role="option"
      aria-selected={isSelected}
      aria-label={isHidden ? t('objects.hidden', { row: withLock }) : withLock}
      className={isHidden ? 'object-row is-hidden' : 'object-row'}
      data-testid={TEST_IDS.objectRow(row.number)}
      onPointerDown={(event) => {
        if (event.button === 0) onPick(row, event.shiftKey || event.ctrlKey || event.metaKey);
      }}
      onMouseDown={keepKeysInViews}
      onPointerEnter={() => onHover(row)}
      onPointerLeave={() => onHover(undefined)}
    >
      <ClassSwatch of={ontologyClass} />
      <span className="object-row__name">
        <span className="object-row__class">{row.class} </span>
        <span className="object-row__number">{row.number}</span>
      </span>
      <span className="object-row__points">{shownPoints ?? '–'}</span>
      <span className="object-row__distance">{distance} m</span>
      <StatusIcon
        className={`object-row__status is-${row.status}`}
        size={14}
        strokeWidth={1.75}
        aria-hidden
      />
      <RowButtons row={row} isHidden={isHiddenItself} isLocked={isLocked} />
    </li>
  );
});
