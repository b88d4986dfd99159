import {
  useEffect,
  useRef,
  useEffectEvent,
  useMemo,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import { CameraAspects } from '../cameras/cameraAspect.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { HeadPainter } from './headPainter.ts';
import { Scrubber } from './scrubber.ts';
import { ThumbnailStore } from './thumbnailStore.ts';
import type { TimelineView } from './timelineView.ts';

export interface TimelineHeadProps {
  readonly view: TimelineView;
  readonly cameraId: string | undefined;
  readonly slider: RefObject<HTMLDivElement | null>;
}

/** The pictures and the ruler: pressed or dragged along, the frames go by under the pointer. */
export function TimelineHead({ view, cameraId, slider }: TimelineHeadProps): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const canvas = useRef<HTMLCanvasElement>(null);
  usePainter(canvas, view, cameraId);

  const scrubber = useMemo(
    () => new Scrubber((index) => goToIndex({ session, sequence }, index)),
    [session, sequence],
  );
  useEffect(() => () => scrubber.dispose(), [scrubber]);
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if ((event.buttons & 1) === 0) return;
    const index = view.frameAt(positionIn(event.currentTarget, event)[0]);
    if (index === view.pointed) return;
    view.point(index);
    scrubber.want(index);
  };
  const letGo = (): void => {
    scrubber.end();
    view.point(undefined);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') void session.stepFrame(-1);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowUp') void session.stepFrame(1);
    else if (event.key === 'Home') void goToIndex({ session, sequence }, 0);
    else if (event.key === 'End') void goToIndex({ session, sequence }, view.total - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={slider}
      className="timeline__head"
      role="slider"
      aria-label={t('timeline.frame')}
      aria-valuemin={1}
      aria-valuemax={view.total}
      aria-valuenow={1}
      tabIndex={0}
      data-testid={TEST_IDS.timelineHead}
      onMouseDown={keepKeysInViews}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
      onPointerUp={letGo}
      onLostPointerCapture={letGo}
      onDoubleClick={() => view.showAll()}
      onKeyDown={press}
    >
      <canvas ref={canvas} className="timeline__sheet" />
    </div>
  );
}

function goToIndex(
  { session, sequence }: Pick<Workspace, 'session' | 'sequence'>,
  index: number,
): Promise<void> {
  const frameId = sequence.frames[index]?.id as FrameId | undefined;
  return frameId === undefined ? Promise.resolve() : session.goToFrame(frameId);
}

function usePainter(
  canvas: RefObject<HTMLCanvasElement | null>,
  view: TimelineView,
  cameraId: string | undefined,
): void {
  const host = useHost();
  const workspace = useWorkspace();
  const painter = useRef<HeadPainter>(undefined);
  const showCamera = useEffectEvent(() => painter.current?.showCamera(cameraId));
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const { session, sequence, datasetId, images } = workspace;
    const thumbnails = new ThumbnailStore({
      fetchFile: (path, signal) =>
        fetch(host.bytesUrl(datasetId, path), { headers: host.bytesHeaders, signal, priority: 'low' }),
      onChange: () => made.invalidate(),
    });
    const { frames } = sequence;
    const aspects = new CameraAspects(images);
    const aspectOf = (id: string): number => {
      const { frameId } = session.state.getState();
      const camera = sequence.cameras.find((one) => one.id === id);
      return aspects.of(camera, frames.find((frame) => frame.id === frameId)?.images ?? []);
    };
    const made = new HeadPainter({ canvas: canvas.current, session, view, thumbnails, frames, aspectOf });
    painter.current = made;
    showCamera();
    return () => {
      painter.current = undefined;
      made.dispose();
      thumbnails.dispose();
    };
  }, [canvas, host, view, workspace]);
  useEffect(() => painter.current?.showCamera(cameraId), [cameraId]);
}
