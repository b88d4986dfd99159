import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import { SceneCanvas } from '#renderer/scene/SceneCanvas.tsx';
import type { SceneProblem } from '#renderer/scene/sceneOptions.ts';
import { notify } from '#renderer/state/notices.ts';
import { uiScaleOf, usePreferences } from '#renderer/state/preferences.ts';
import { useTheme } from '#renderer/state/theme.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { tellTourOfNavigation } from '../tour/tourStore.ts';
import { formatReadout } from './formatReadout.ts';
import { Legend } from './Legend.tsx';
import { sceneClassColor } from './sceneClassColor.ts';
import type { SceneTrouble } from './SceneMessage.tsx';
import { SelectionPoints } from './SelectionPoints.tsx';

/** Connects the scene to the settings, the language, and the classes of the dataset. */
export function SceneView({ onTrouble }: { onTrouble(trouble: SceneTrouble): void }): ReactNode {
  const { t } = useTranslation();
  const { session, clouds, dataset } = useWorkspace();
  const theme = useTheme();
  const appearance = usePreferences(
    useShallow((settings) => ({
      pointSize: settings.pointSize,
      colorMode: settings.colorMode,
      movingPointBudget: settings.movingPointBudget,
      theme,
    })),
  );
  const uiScale = usePreferences(uiScaleOf);
  const words = useMemo(
    () => ({
      tag: (className: string, trackNumber: number | undefined) => [className, trackNumber].join(' ').trim(),
      readout: formatReadout,
    }),
    [],
  );
  const classColor = useMemo(() => sceneClassColor(dataset.ontology, theme), [dataset, theme]);
  const onProblem = useCallback(
    (problem: SceneProblem) => {
      if (problem === 'no-webgl2') onTrouble('no-webgl');
      else if (problem === 'context-restored') notify({ tone: 'info', text: t('view.restarted') });
    },
    [onTrouble, t],
  );
  return (
    <SceneCanvas
      session={session}
      clouds={clouds}
      appearance={appearance}
      words={words}
      classColor={classColor}
      onProblem={onProblem}
      uiScale={uiScale}
      onNavigate={tellTourOfNavigation}
      perspectiveChrome={
        <div className="view-head">
          <span className="view-head__name">{t('view.perspective')}</span>
          <Legend />
          <SelectionPoints />
        </div>
      }
      topChrome={
        <div className="view-head">
          <span className="view-head__name">{t('view.top')}</span>
        </div>
      }
    />
  );
}
