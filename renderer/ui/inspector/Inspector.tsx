import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useEditor } from '../session/WorkspaceContext.ts';
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
  const selection = useEditor((state) => state.selection);
  const isDrawing = useEditor((state) => state.tool === 'draw');
  const [first] = isDrawing ? [] : selection;
  return (
    <section className="inspector" aria-label={t('region.inspector')}>
      <div className="panel-header">
        <h2>{t('inspector.title')}</h2>
        <span className="panel-header__end">
          {isDrawing && <span className="panel-count">{t('inspector.nextCuboid')}</span>}
          {selection.length === 1 && first !== undefined && <StatusChip id={first} />}
        </span>
      </div>
      <InspectorBody />
    </section>
  );
}

/** The properties alone, for a panel that has a head of its own. */
export function InspectorBody(): ReactNode {
  const selection = useEditor((state) => state.selection);
  const isDrawing = useEditor((state) => state.tool === 'draw');
  const [first] = isDrawing ? [] : selection;
  return (
    <>
      <div className="inspector__body">
        {isDrawing && <NextClassRow />}
        {!isDrawing && first === undefined && <NothingSelected />}
        {first !== undefined && <Selected first={first} all={selection} />}
      </div>
      <AttributeStrip />
    </>
  );
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
