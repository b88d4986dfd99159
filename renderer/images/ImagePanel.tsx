import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { distortingLens } from './displayedImage.ts';
import { connectPointer } from './imagePointer.ts';
import type { ImageLook } from './imageLook.ts';
import { frameOf, ImagePainter } from './imagePainter.ts';
import type { ImageStore } from './imageStore.ts';
import type { PointSources } from './pointsLayer.ts';
import type { Extent } from './imageViewport.ts';
import type { UndistortedImages } from './undistortedImages.ts';
import '#renderer/scene/pointMark.css';
import './imagePanel.css';

export interface ImagePanelProps {
  readonly session: EditorSession;
  readonly camera: Camera;
  readonly images: ImageStore;
  readonly undistorted: UndistortedImages;
  readonly points: PointSources;
  /** Sentences in the person's language. */
  readonly texts: {
    readonly noImage: string;
    readonly notProjected: string;
    readonly notUndistorted: string;
    describe(problem: Problem): string;
  };
  readonly look: ImageLook;
  /** Tells the panel from others of the same camera; also the name by which tests find it. */
  readonly id: string;
  onDoubleClick?(cameraId: string): void;
  /** Beside the camera's name. */
  readonly switches?: ReactNode;
  readonly children?: ReactNode;
}

/** One camera: its image with the cuboids over it, and a sentence where either is missing. */
export function ImagePanel(props: ImagePanelProps): ReactNode {
  const { session, camera, images, undistorted, points, look, id, onDoubleClick } = props;
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const markRef = useRef<HTMLSpanElement>(null);
  const nameRef = useRef<HTMLDivElement>(null);
  const painterRef = useRef<ImagePainter>(undefined);
  const latest = useRef({ look, onDoubleClick });
  useEffect(() => {
    latest.current = { look, onDoubleClick };
    painterRef.current?.setLook(look);
  }, [look, onDoubleClick]);

  useEffect(() => {
    const [canvas, mark] = [canvasRef.current, markRef.current];
    if (canvas === null || mark === null) return undefined;
    const painter = new ImagePainter({
      canvas,
      mark,
      session,
      camera,
      images,
      undistorted,
      points,
      viewId: id,
    });
    painter.setLook(latest.current.look);
    painterRef.current = painter;
    let size: Extent = NOTHING;
    const observer = new ResizeObserver((entries) => {
      size = entries.find(({ target }) => target === canvas)?.contentRect ?? size;
      const { width, height } = size;
      const name = nameRef.current === null ? NOTHING : cornerOf(nameRef.current);
      painter.resize({ width, height, name }, window.devicePixelRatio * (canvas.currentCSSZoom ?? 1));
    });
    observer.observe(canvas);
    // A switch may come to the name later.
    if (nameRef.current !== null) observer.observe(nameRef.current);
    const disconnect = connectPointer(canvas, painter, session, () =>
      latest.current.onDoubleClick?.(camera.id),
    );
    return () => {
      disconnect();
      observer.disconnect();
      painter.dispose();
    };
  }, [session, camera, images, undistorted, points, id]);

  const message = useMessage(props);
  return (
    <div className="image-panel photo" role="group" aria-label={camera.name} data-testid={id}>
      <canvas ref={canvasRef} className="image-canvas" />
      <span ref={markRef} className="point-mark" hidden />
      <div ref={nameRef} className="image-head">
        <span className="image-name">{camera.name}</span>
        {props.switches}
      </div>
      {message !== undefined && (
        <p className={message.isWhole ? 'image-empty' : 'image-note'}>{message.text}</p>
      )}
      {props.children}
    </div>
  );
}

const NOTHING: Extent = { width: 0, height: 0 };

function cornerOf({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): Extent {
  return { width: offsetLeft + offsetWidth, height: offsetTop + offsetHeight };
}

/** What is wrong with this camera in the frame on screen: nothing to show, or nothing to project with. */
function useMessage(props: ImagePanelProps): { text: string; isWhole: boolean } | undefined {
  const { session, camera, images, undistorted, look, texts } = props;
  const frameId = useSyncExternalStore(session.state.subscribe, () => session.state.getState().frameId);
  const { calibrations } = session;
  useSyncExternalStore(calibrations.state.subscribe, calibrations.state.getState);
  const [, setAttempt] = useState(0);
  const frame = frameOf(session, frameId);
  const file = frame?.images.find(({ sensor }) => sensor === camera.id);
  useEffect(() => {
    if (file === undefined || images.peek(file.path) !== undefined) return undefined;
    let isCurrent = true;
    const refresh = (): void => {
      if (isCurrent) setAttempt((attempt) => attempt + 1);
    };
    images.load(file.path).then(refresh, refresh);
    return () => {
      isCurrent = false;
    };
  }, [file, images]);

  const calibration = frame && session.calibrationOf(camera, frame);
  const lens = look.isUndistorted ? distortingLens(calibration) : undefined;
  const [distorted, setDistorted] = useState<string>();
  useEffect(() => {
    if (file === undefined || lens === undefined) return;
    undistorted.load(file.path, lens).then(
      () => setDistorted(undefined),
      () => setDistorted(file.path),
    );
  }, [file, lens, undistorted]);

  if (frame === undefined) return undefined;
  if (file === undefined) return { text: texts.noImage, isWhole: true };
  const problem = images.problemOf(file.path);
  if (problem !== undefined) return { text: texts.describe(problem), isWhole: true };
  if (lens !== undefined && distorted === file.path) return { text: texts.notUndistorted, isWhole: false };
  if (calibration !== undefined) return undefined;
  const why = calibrations.camera(camera).calibrationProblem;
  return { text: why === undefined ? texts.notProjected : texts.describe(why), isWhole: false };
}
