import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { Measurement } from '#renderer/editor/tools/toolOverlay.ts';
import { SceneCanvas } from '#renderer/scene/SceneCanvas.tsx';
import type { SceneProblem } from '#renderer/scene/sceneOptions.ts';
import { notify } from '#renderer/state/notices.ts';
import { uiScaleOf, usePreferences } from '#renderer/state/preferences.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { FrozenMark } from '../review/FrozenMark.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { tellTourOfNavigation } from '../tour/tourStore.ts';
import { formatMeasurement } from './formatMeasurement.ts';
import { formatReadout } from './formatReadout.ts';
import { AggregateShown } from './AggregateShown.tsx';
import { FilterShown } from './FilterShown.tsx';
import { Legend } from './Legend.tsx';
import { LevelViewHead } from './LevelViewHead.tsx';
import { MoveKeys } from './MoveKeys.tsx';
import { ProposalBar } from './ProposalBar.tsx';
import { SavedViewsMenu } from './SavedViewsMenu.tsx';
import { sceneClassColor } from './sceneClassColor.ts';
import type { SceneTrouble } from './SceneMessage.tsx';
import { SelectionPoints } from './SelectionPoints.tsx';
import { useSavedViews } from './useSavedViews.ts';
import './viewTools.css';

/** Connects the scene to the settings, the language, and the classes of the dataset. */
export function SceneView({ onTrouble }: { onTrouble(trouble: SceneTrouble): void }): ReactNode {
  const { t } = useTranslation();
  const { session, clouds, dataset, sequence, paint } = useWorkspace();
  const theme = useTheme();
  const appearance = usePreferences(
    useShallow((settings) => ({
      pointSize: settings.pointSize,
      colorMode: settings.colorMode,
      movingPointBudget: settings.movingPointBudget,
      theme,
      colorsByTime: settings.aggregate.colorsByTime,
      slab: settings.heightSlab.isOn ? settings.heightSlab : undefined,
      followsSelection: settings.followsSelection,
    })),
  );
  const hasCameras = sequence.cameras.length > 0;
  const uiScale = usePreferences(uiScaleOf);
  // The perspective view, which has it else, may not be there.
  const isCloseUp = useEditor(({ imageStage }) => imageStage.kind === 'closeUp');
  // There the views are small.
  const isReview = useEditor(({ imageStage }) => imageStage.kind === 'review');
  const words = useMemo(
    () => ({
      tag: (className: string, trackNumber: number | undefined) => [className, trackNumber].join(' ').trim(),
      readout: formatReadout,
      measurement: (measurement: Measurement) => formatMeasurement(measurement, t),
    }),
    [t],
  );
  const classColor = useMemo(() => sceneClassColor(dataset.ontology, theme), [dataset, theme]);
  const [savedViews, onSaveView] = useSavedViews();
  const onProblem = useCallback(
    (problem: SceneProblem) => {
      if (problem === 'no-webgl2') onTrouble('no-webgl');
      else if (problem === 'context-restored') notify({ tone: 'info', text: (say) => say('view.restarted') });
    },
    [onTrouble],
  );
  return (
    <SceneCanvas
      session={session}
      clouds={clouds}
      paint={paint}
      appearance={appearance}
      words={words}
      classColor={classColor}
      savedViews={savedViews}
      onSaveView={onSaveView}
      onProblem={onProblem}
      uiScale={uiScale}
      onNavigate={tellTourOfNavigation}
      perspectiveChrome={
        <>
          <div className="view-head">
            <span className="view-head__name">{t('view.perspective')}</span>
            <MoveKeys viewId="perspective" />
            <FrozenMark />
            {!isReview && (
              <>
                <Legend />
                <FilterShown />
                <AggregateShown />
                <SelectionPoints />
                <SavedViewsMenu />
              </>
            )}
          </div>
          {!isCloseUp && !isReview && <ProposalBar />}
        </>
      }
      topChrome={
        <>
          <div className="view-head">
            <span className="view-head__name">{t('view.top')}</span>
            <MoveKeys viewId="top" />
            <FrozenMark />
            {isCloseUp && hasCameras && <FilterShown />}
            {isCloseUp && hasCameras && <AggregateShown />}
          </div>
          {isCloseUp && <ProposalBar isNarrow />}
        </>
      }
      LevelChrome={LevelViewHead}
    />
  );
}
