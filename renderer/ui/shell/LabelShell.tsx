import { useMemo, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#renderer/state/preferences.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { useWorkMode, type WorkMode } from '#renderer/state/workMode.ts';
import { CalibrationPanel } from '../calibration/CalibrationPanel.tsx';
import { useCheck } from '../calibration/useCheck.ts';
import { hasWideImages } from '../cameras/cameraAspect.ts';
import { CompareImages } from '../cameras/CompareImages.tsx';
import { CameraColumn } from '../cameras/CameraColumn.tsx';
import { FrameStrip } from '../frames/FrameStrip.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { ObjectList } from '../objects/ObjectList.tsx';
import { Explanation } from '../review/Explanation.tsx';
import { FindingsPanel } from '../review/FindingsPanel.tsx';
import { ReviewBar } from '../review/ReviewBar.tsx';
import { useEditor, WorkspaceContext } from '../session/WorkspaceContext.ts';
import { useWorkspaceLife } from '../workspace/useWorkspaceLife.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { timelineHeightCss } from '../timeline/timelineHeight.ts';
import { TourLayer } from '../tour/TourLayer.tsx';
import { TrackSide } from '../track/TrackSide.tsx';
import { PointerHint } from '../view/PointerHint.tsx';
import { SceneArea } from '../view/SceneArea.tsx';
import { panelWidthCss, type PanelName } from './panelWidth.ts';
import { Splitter } from './Splitter.tsx';
import { StatusBar } from './StatusBar.tsx';
import { ToolRail } from './ToolRail.tsx';
import { TopBar } from './TopBar.tsx';
import { TroubleBar } from './TroubleBar.tsx';
import { WorkspaceDialogs } from './WorkspaceDialogs.tsx';
import './shell.css';
import '../review/reviewRoom.css';

/** The room for labeling: rail, cameras, views, list and inspector, frames, status. */
export function LabelShell({ workspace }: { readonly workspace: Workspace }): ReactNode {
  useWorkspaceLife(workspace);
  const style = usePanelSizes();
  const mode = useWorkMode((state) => state.mode);
  const cameras = useMemo(() => camerasOf(workspace), [workspace]);
  return (
    <WorkspaceContext value={workspace}>
      <div className="shell" data-mode={mode} data-cameras={cameras} style={style}>
        <div className="shell__top">
          <TopBar />
          <TroubleBar />
        </div>
        {mode !== 'review' && <ToolRail />}
        {mode === 'review' && <FindingsPanel />}
        <Work hasCameras={cameras !== 'none'} />
        <Side />
        <Strip mode={mode} />
        <StatusBar />
        <TourLayer />
      </div>
      <WorkspaceDialogs />
    </WorkspaceContext>
  );
}

/** What goes through the frames, or through the findings. */
function Strip({ mode }: { readonly mode: WorkMode }): ReactNode {
  if (mode === 'review') return <ReviewBar />;
  return mode === 'sequence' ? <Timeline /> : <FrameStrip />;
}

/** The objects and what is known of the selected one; the calibrations, while they are being checked. */
function Side(): ReactNode {
  const isChecking = useCheck((state) => state.isOpen);
  const mode = useWorkMode((state) => state.mode);
  return (
    <div className="side">
      {isChecking ? (
        <CalibrationPanel />
      ) : mode === 'review' ? (
        <Explanation />
      ) : (
        <>
          <ObjectList />
          {mode === 'sequence' ? <TrackSide /> : <Inspector />}
        </>
      )}
    </div>
  );
}

/** The views, with the cameras beside them in a column, or all of them large. */
function Work({ hasCameras }: { readonly hasCameras: boolean }): ReactNode {
  const { t } = useTranslation();
  const stage = useEditor(({ imageStage }) => imageStage.kind);
  const mode = useWorkMode((state) => state.mode);
  const isFull = stage === 'compare' || stage === 'closeUp' || stage === 'batch';
  const hasColumn = hasCameras && mode !== 'review' && !isFull;
  return (
    <>
      {hasCameras && stage === 'compare' && mode !== 'review' && <CompareImages />}
      {hasColumn && <CameraColumn />}
      <main
        className={isFull && mode !== 'review' ? 'work work--wide' : 'work'}
        aria-label={t('region.views')}
      >
        {hasColumn && <Splitter panel="cameras" edge="right" />}
        <SceneArea />
        <PointerHint />
        {mode !== 'review' && <Splitter panel="side" edge="left" />}
      </main>
    </>
  );
}

/** What the layout depends on. Asked once: nothing moves when another frame comes. */
function camerasOf({ sequence, images }: Workspace): 'none' | 'wide' | 'usual' {
  if (sequence.cameras.length === 0) return 'none';
  return hasWideImages(sequence, images) ? 'wide' : 'usual';
}

const PANELS: readonly PanelName[] = ['cameras', 'side'];

/** The sizes that the person has chosen; where there is none, the style sheet's holds. */
function usePanelSizes(): CSSProperties {
  const layout = usePreferences((settings) => settings.layout);
  const { timeline } = layout;
  return Object.fromEntries([
    ...PANELS.flatMap((panel) => {
      const width = layout[panel];
      return width === undefined ? [] : [[`--w-${panel}`, panelWidthCss(panel, width)]];
    }),
    ...(timeline === undefined ? [] : [['--h-timeline', timelineHeightCss(timeline)]]),
  ]);
}
