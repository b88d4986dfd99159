import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box2dId, CuboidId } from '#renderer/editor/document/records.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useEditor } from '../session/WorkspaceContext.ts';
import { BoxFields } from './BoxFields.tsx';
import { CuboidActions } from './CuboidActions.tsx';
import { CuboidFacts } from './CuboidFacts.tsx';
import { CuboidFields } from './CuboidFields.tsx';
import { AttributeStrip } from './AttributeStrip.tsx';
import { ClassRow, NextClassRow, StatusChip, TrackRow } from './TrackFields.tsx';
import { VisibilityRows } from './VisibilityRows.tsx';
import './inspector.css';

/** The properties of the selection. It keeps its place and size whatever is selected. */
export function Inspector(): ReactNode {
  const { t } = useTranslation();
  const { draws, box, cuboids } = useSubject();
  const [first, ...others] = cuboids;
  return (
    <section className="inspector" aria-label={t('region.inspector')}>
      <div className="panel-header">
        <h2>{t('inspector.title')}</h2>
        <span className="panel-header__end">
          {draws !== undefined && (
            <span className="panel-count">
              {t(draws === 'draw' ? 'inspector.nextCuboid' : 'boxes.nextBox')}
            </span>
          )}
          {box !== undefined && <span className="panel-count">{t('boxes.title')}</span>}
          {first !== undefined && others.length === 0 && <StatusChip id={first} />}
        </span>
      </div>
      <InspectorBody />
    </section>
  );
}

/** The properties alone, for a panel that has a head of its own. */
export function InspectorBody(): ReactNode {
  const { draws, box, cuboids } = useSubject();
  const [first] = cuboids;
  const isEmpty = draws === undefined && box === undefined && first === undefined;
  return (
    <>
      <div className="inspector__body">
        {draws !== undefined && <NextClassRow />}
        {isEmpty && <NothingSelected />}
        {/* A field that is being typed in ends with its selection. */}
        {box !== undefined && <BoxFields key={box} id={box} />}
        {first !== undefined && <Selected first={first} all={cuboids} />}
      </div>
      <AttributeStrip />
    </>
  );
}

interface Subject {
  /** What the tool draws next; then nothing else is shown. */
  readonly draws: 'draw' | 'box2d' | undefined;
  /** Before the cuboids that are selected beside it. */
  readonly box: Box2dId | undefined;
  readonly cuboids: readonly CuboidId[];
}

const NO_CUBOIDS: readonly CuboidId[] = [];

function useSubject(): Subject {
  const tool = useEditor((state) => state.tool);
  const selectedBox = useEditor((state) => state.selectedBox);
  const selection = useEditor((state) => state.selection);
  const draws = tool === 'draw' || tool === 'box2d' ? tool : undefined;
  const box = draws === undefined ? selectedBox : undefined;
  return { draws, box, cuboids: draws === undefined && box === undefined ? selection : NO_CUBOIDS };
}

function NothingSelected(): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState className="inspector__empty" text={t('inspector.empty')}>
      <KeyCaps command="edit.selectNext" /> {t('inspector.emptyHelp')}
    </EmptyState>
  );
}

function Selected({
  first,
  all,
}: {
  readonly first: CuboidId;
  readonly all: readonly CuboidId[];
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {all.length > 1 && <p className="inspector__many">{t('inspector.many', { count: all.length })}</p>}
      <ClassRow ids={all} />
      {all.length === 1 && <TrackRow id={first} />}
      {/* A field that is being typed in ends with its selection. */}
      <CuboidFields key={all.join()} ids={all} />
      <VisibilityRows ids={all} />
      {all.length === 1 && <CuboidFacts id={first} />}
      <CuboidActions />
    </>
  );
}
