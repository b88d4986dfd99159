import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltering } from '#renderer/editor/session/viewFilter.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useKeyCaps } from '../controls/useKeyCaps.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { Popover } from '../controls/Popover.tsx';
import { useEditor } from '../session/WorkspaceContext.ts';
import { useAggregate } from '../session/useAggregate.ts';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { AggregateSwitch } from './AggregateSwitch.tsx';
import { ClassFilter } from './ClassFilter.tsx';
import { HeightRange } from './HeightRange.tsx';
import { PlaceFilter } from './PlaceFilter.tsx';
import { TrajectoryChoice } from './TrajectoryChoice.tsx';
import './layers.css';

/** Which points and objects are shown, those of other frames included; and whether points are on images, too. */
export function LayersButton(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const caps = useKeyCaps('appearance.groundPoints');
  const hasSlab = usePreferences((settings) => settings.heightSlab.isOn);
  const hasFilter = useEditor((state) => isFiltering(state.filter));
  const isAggregated = useAggregate((state) => state.isOn);
  const showsImagePoints = usePreferences((settings) => settings.showsImagePoints);
  return (
    <Popover
      icon={Layers}
      name={t('slab.layers')}
      place="beside"
      role="dialog"
      isOn={hasSlab || hasFilter || isAggregated}
      className="rail-button layers-button"
      label={
        <span className="rail-button__key" aria-hidden>
          {caps?.join('')}
        </span>
      }
    >
      <div className="layers">
        <HeightRange />
        <PlaceFilter />
        <ClassFilter />
        <TrajectoryChoice />
        <AggregateSwitch />
        <section>
          <h2>{t('imagePoints.title')}</h2>
          <label className="layers__switch">
            <input
              type="checkbox"
              checked={showsImagePoints}
              onChange={(event) =>
                void applySettings(host, { showsImagePoints: event.currentTarget.checked })
              }
            />
            {t('imagePoints.show')}
            <KeyCaps command="images.points" />
          </label>
          <p className="layers__note">{t('imagePoints.note')}</p>
        </section>
      </div>
    </Popover>
  );
}
