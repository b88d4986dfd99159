import { Layers } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltering } from '#renderer/editor/session/viewFilter.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useKeyCaps } from '../controls/useKeyCaps.ts';
import { Popover } from '../controls/Popover.tsx';
import { useEditor } from '../session/WorkspaceContext.ts';
import { useAggregate } from '../session/useAggregate.ts';
import { AggregateSwitch } from './AggregateSwitch.tsx';
import { ClassFilter } from './ClassFilter.tsx';
import { HeightRange } from './HeightRange.tsx';
import { ImageLayers } from './ImageLayers.tsx';
import { PlaceFilter } from './PlaceFilter.tsx';
import { TrajectoryChoice } from './TrajectoryChoice.tsx';
import './layers.css';

/** Which points and objects are shown, those of other frames included; and what lies over images. */
export function LayersButton(): ReactNode {
  const { t } = useTranslation();
  const caps = useKeyCaps('appearance.groundPoints');
  const hasSlab = usePreferences((settings) => settings.heightSlab.isOn);
  const hasFilter = useEditor((state) => isFiltering(state.filter));
  const isAggregated = useAggregate((state) => state.isOn);
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
        <ImageLayers />
      </div>
    </Popover>
  );
}
