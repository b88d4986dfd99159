import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../controls/Tabs.tsx';
import { InspectorBody } from '../inspector/Inspector.tsx';
import { StatusChip } from '../inspector/TrackFields.tsx';
import { useEditor } from '../session/WorkspaceContext.ts';
import { TrackPanel } from './TrackPanel.tsx';
import './track.css';

/** In Sequence mode: the object through time, or what it is in this frame. */
export function TrackSide(): ReactNode {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'track' | 'cuboid'>('track');
  return (
    <section className="track-side" aria-label={t('region.inspector')}>
      <Tabs<'track' | 'cuboid'>
        name={t('region.inspector')}
        tabs={[
          { id: 'track', title: t('track.tab') },
          { id: 'cuboid', title: t('track.cuboidTab') },
        ]}
        value={tab}
        onChange={setTab}
        end={tab === 'cuboid' && <CuboidChip />}
      >
        {tab === 'track' ? (
          <TrackPanel />
        ) : (
          <div className="inspector track-side__inspector">
            <InspectorBody />
          </div>
        )}
      </Tabs>
    </section>
  );
}

function CuboidChip(): ReactNode {
  const only = useEditor(({ selection, selectedBox, tool }) =>
    tool !== 'draw' && selectedBox === undefined && selection.length === 1 ? selection[0] : undefined,
  );
  return only === undefined ? null : <StatusChip id={only} />;
}
