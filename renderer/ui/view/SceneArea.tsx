import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LARGE_SHARE } from '#renderer/scene/views/viewports.ts';
import { BatchGrid } from '../batch/BatchGrid.tsx';
import { CloseUpImage } from '../cameras/CloseUpImage.tsx';
import { LargeImage } from '../cameras/LargeImage.tsx';
import { Overview } from '../review/Overview.tsx';
import { ReviewImage } from '../review/ReviewImage.tsx';
import { useRoom } from '../review/useReview.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { FolderBanner } from './FolderBanner.tsx';
import { RecoveredBanner } from './RecoveredBanner.tsx';
import { FrameBanner } from './FrameBanner.tsx';
import { Notices } from './Notices.tsx';
import { SceneMessage, type SceneTrouble } from './SceneMessage.tsx';
import { SceneView } from './SceneView.tsx';
import './view.css';

const ROWS = { '--small-view': `${Math.round((1 - LARGE_SHARE) * 100)}%` } as CSSProperties;
/** For reviewing the image is above the views, and not over them. */
const REVIEWED = { '--small-view': '38%' } as CSSProperties;
const QUARTERS = { '--small-view': '0%' } as CSSProperties;

/** The 3D place with what is said over it: legend above, banner for the frame, prompts at the foot. */
export function SceneArea(): ReactNode {
  const [trouble, setTrouble] = useState<SceneTrouble>();
  const description = useDescription();
  const isCloseUp = useEditor(({ imageStage }) => imageStage.kind === 'closeUp');
  const isBatch = useEditor(({ imageStage }) => imageStage.kind === 'batch');
  const hasCameras = useWorkspace().sequence.cameras.length > 0;
  const isReview = useEditor(({ imageStage }) => imageStage.kind === 'review');
  const place = isBatch ? 'is-covered' : isReview && hasCameras ? 'is-below' : '';
  const isOverview = useRoom((state) => state.isOverview) && isReview;
  return (
    <div className="scene-area" style={isCloseUp ? QUARTERS : isReview ? REVIEWED : ROWS}>
      <div
        className={`scene-area__canvas ${place}`}
        role="application"
        aria-label={description}
        tabIndex={0}
        data-keys="canvas"
        // Under the overview, which hides it.
        inert={isOverview}
        hidden={trouble !== undefined}
      >
        <ErrorBoundary fallback={<SceneMessage trouble="failed" />}>
          {trouble === undefined && <SceneView onTrouble={setTrouble} />}
        </ErrorBoundary>
      </div>
      <LargeImage />
      <CloseUpImage />
      <BatchGrid />
      {!isOverview && <ReviewImage />}
      <Overview />
      {trouble !== undefined && <SceneMessage trouble={trouble} />}
      <div className="scene-area__banners">
        <FolderBanner />
        <RecoveredBanner />
        <FrameBanner />
      </div>
      <Notices />
    </div>
  );
}

function useDescription(): string {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const selected = useEditor((state) => state.selection[0]);
  const record = selected === undefined ? undefined : session.document.get(selected);
  const track = record === undefined ? undefined : session.document.get(record.trackId);
  const frame = sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  const selection = track === undefined ? t('view.nothingSelected') : `${track.class} ${track.number}`;
  return t('view.description', { frame, selection });
}
