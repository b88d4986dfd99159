import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box2dRecord } from '#renderer/editor/document/records.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useBoxesWithoutCuboid } from '../session/useBoxes.ts';
import { useSettledTracks } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';

/** Below the objects: those that only images show in this frame, by their 2D boxes. ↑ ↓ select; absent while there are none. */
export function ImageOnlyList(): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const boxes = useBoxesWithoutCuboid();
  const selected = useEditor((state) => state.selectedBox);
  const list = useRef<HTMLUListElement>(null);
  if (boxes.length === 0) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = boxByKey(
      event.key,
      boxes,
      boxes.findIndex(({ id }) => id === selected),
    );
    if (next === undefined) return;
    event.preventDefault();
    session.boxes.select(next.id);
    list.current?.querySelector(`#${domIdOf(next)}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div className="image-only">
      <h3 className="image-only__title">
        {t('boxes.onlyIn2d')} <span className="panel-count">{boxes.length}</span>
      </h3>
      <ul
        ref={list}
        className="image-only__list"
        role="listbox"
        aria-label={t('boxes.onlyIn2d')}
        aria-activedescendant={
          selected !== undefined && boxes.some(({ id }) => id === selected) ? `box-${selected}` : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {boxes.map((box, index) => (
          <Row key={box.id} box={box} index={index} isSelected={box.id === selected} />
        ))}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly box: Box2dRecord;
  readonly index: number;
  readonly isSelected: boolean;
}

function Row({ box, index, isSelected }: RowProps): ReactNode {
  const { t } = useTranslation();
  const { session, dataset, sequence } = useWorkspace();
  const number = useSettledTracks().find(({ id }) => id === box.trackId)?.number;
  const camera = sequence.cameras.find(({ id }) => id === box.camera)?.name ?? box.camera;
  const name = number === undefined ? t('boxes.unlinked', { class: box.class }) : `${box.class} ${number}`;
  return (
    <li
      id={domIdOf(box)}
      role="option"
      aria-selected={isSelected}
      aria-label={t('boxes.row', { name, camera })}
      className="object-row image-only__row"
      data-testid={TEST_IDS.boxRow(index)}
      onPointerDown={(event) => {
        if (event.button === 0)
          session.boxes.select(box.id, { keepsCuboids: event.ctrlKey || event.metaKey });
      }}
      onMouseDown={keepKeysInViews}
      onPointerEnter={() => session.boxes.hover(box.id)}
      onPointerLeave={() => session.boxes.hover(undefined)}
    >
      <ClassSwatch of={dataset.ontology.classes.find((other) => other.name === box.class)} />
      <span className="object-row__name">
        <span className="object-row__class">{box.class} </span>
        <span className="object-row__number">{number}</span>
      </span>
      <span className="image-only__camera">{camera}</span>
    </li>
  );
}

function boxByKey(key: string, boxes: readonly Box2dRecord[], at: number): Box2dRecord | undefined {
  switch (key) {
    case 'ArrowDown':
      return boxes[Math.min(boxes.length - 1, at + 1)];
    case 'ArrowUp':
      return boxes[at < 0 ? boxes.length - 1 : Math.max(0, at - 1)];
    case 'Home':
      return boxes[0];
    case 'End':
      return boxes.at(-1);
    default:
      return undefined;
  }
}

function domIdOf({ id }: Box2dRecord): string {
  return `box-${id}`;
}
