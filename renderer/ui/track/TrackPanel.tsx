import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackId, TrackRecord } from '#renderer/editor/document/records.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useTrack } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ConfirmedChip } from './ConfirmedChip.tsx';
import { LifeRows } from './LifeRows.tsx';
import { PosesRow } from './PosesRow.tsx';
import { SizeRow } from './SizeRow.tsx';
import { StaticRow } from './StaticRow.tsx';
import { TrackActions } from './TrackActions.tsx';
import { TrackPlots } from './TrackPlots.tsx';

/** The object that is followed, through all of its frames; it stays here in frames that lack it. */
export function TrackPanel(): ReactNode {
  const followed = useEditor((state) => state.followed);
  const track = useTrack(followed);
  return (
    <div className="track-panel">
      {track === undefined ? <NothingFollowed /> : <Followed id={track.id} track={track} />}
    </div>
  );
}

function Followed({ id, track }: { readonly id: TrackId; readonly track: TrackRecord }): ReactNode {
  const { dataset } = useWorkspace();
  const ontologyClass = dataset.ontology.classes.find(({ name }) => name === track.class);
  return (
    <>
      <div className="track-panel__facts">
        <div className="track-panel__name">
          <ClassSwatch of={ontologyClass} />
          <h3 className="track-panel__title">
            <span className="track-panel__class" title={track.class}>
              {track.class}
            </span>
            {track.number}
          </h3>
          <ConfirmedChip />
        </div>
        <LifeRows id={id} />
        <SizeRow track={track} />
        <StaticRow track={track} />
        <PosesRow />
        <TrackPlots />
      </div>
      <TrackActions />
    </>
  );
}

function NothingFollowed(): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState className="inspector__empty" text={t('track.empty')}>
      <KeyCaps command="edit.selectNext" /> {t('inspector.emptyHelp')}
    </EmptyState>
  );
}
