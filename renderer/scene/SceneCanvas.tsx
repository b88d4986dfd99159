import { Canvas, useFrame, useThree } from '@react-three/fiber';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ComponentType,
  type ReactNode,
} from 'react';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import type { PaintCloud } from './cloudColors.ts';
import { quietClockWarning } from './quietClockWarning.ts';
import { SceneRoot, type SceneSettings } from './sceneRoot.ts';
import type { SceneViewId } from './views/sceneView.ts';
import { viewPlaces, type Place } from './views/viewPlaces.ts';
import { hasWebGl2 } from './webgl2.ts';
import './pointMark.css';
import './sceneCanvas.css';

quietClockWarning();

const VIEW_IDS: readonly SceneViewId[] = ['perspective', 'top', 'side', 'rear'];
/** More device pixels per CSS pixel cost more than they show. */
const MOST_PIXELS = 2;
/** Measured in the scene's own pixels, whatever the interface is scaled by. */
const LOCAL_SIZE = { offsetSize: true };

export interface SceneCanvasProps extends SceneSettings {
  readonly session: EditorSession;
  readonly clouds: CloudService;
  readonly paint: PaintCloud;
  /** Pixels of the window per pixel of the interface. */
  readonly uiScale: number;
  /** Laid over the perspective view, wherever it is: its name, the legend. Lets the pointer through. */
  readonly perspectiveChrome?: ReactNode;
  readonly topChrome?: ReactNode;
  /** Over the views of the selected cuboid. */
  readonly LevelChrome: ComponentType<LevelViewProps>;
}

/** What a level view shows. */
export interface LevelViewProps {
  readonly view: 'side' | 'rear';
  /** One cuboid is selected. */
  readonly isThere: boolean;
  /** The left side and the front instead of the right side and the rear. */
  readonly isFromOtherSide: boolean;
  /** There is room to say more. */
  readonly isLarge: boolean;
}

/** The point cloud with its cuboids in four views. Fills its parent, which must have a size. */
export function SceneCanvas(props: SceneCanvasProps): ReactNode {
  const { onProblem } = props;
  const [canDraw] = useState(hasWebGl2);
  useEffect(() => {
    if (!canDraw) onProblem('no-webgl2');
  }, [canDraw, onProblem]);
  return canDraw ? <DrawnScene {...props} /> : null;
}

function DrawnScene({
  session,
  clouds,
  paint,
  appearance,
  words,
  classColor,
  savedViews,
  onSaveView,
  onProblem,
  uiScale,
  onNavigate,
  perspectiveChrome,
  topChrome,
  LevelChrome,
}: SceneCanvasProps): ReactNode {
  const settings = useMemo(
    () => ({ appearance, words, classColor, savedViews, onSaveView, onProblem, onNavigate }),
    [appearance, words, classColor, savedViews, onSaveView, onProblem, onNavigate],
  );
  // Only the first settings: later ones arrive by setSettings, since a new root would lose the cameras.
  const [root] = useState(() => new SceneRoot({ session, clouds, paint }, settings));
  useEffect(() => root.setSettings(settings), [root, settings]);
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [overlay, setOverlay] = useState<HTMLCanvasElement | null>(null);
  const { viewports } = root.cameras;
  const subscribe = useCallback((listener: () => void) => root.subscribeLayout(listener), [root]);
  const isSwapped = useSyncExternalStore(subscribe, () => viewports.isSwapped);
  const isFromOtherSide = useSyncExternalStore(subscribe, () => viewports.isFromOtherSide);
  const layout = useSyncExternalStore(subscribe, () => viewports.layout);
  const isThere = useSyncExternalStore(subscribe, () => viewports.hasLevelViews);
  const places = viewPlaces(layout, isSwapped);
  return (
    <div className="scene" data-testid="scene" ref={setElement}>
      <Canvas
        className="scene-drawing"
        frameloop="demand"
        flat
        dpr={Math.min(MOST_PIXELS, Math.max(1, window.devicePixelRatio * uiScale))}
        resize={LOCAL_SIZE}
        gl={{ antialias: false, alpha: false, stencil: false, powerPreference: 'high-performance' }}
      >
        {element !== null && overlay !== null && (
          <MountedScene root={root} element={element} overlay={overlay} />
        )}
      </Canvas>
      <canvas className="scene-overlay" ref={setOverlay} />
      {VIEW_IDS.map((id) => (
        <span key={id} className="point-mark" data-view={id} hidden />
      ))}
      {layout !== 'quartersWithImage' && (
        <div className={chromeClass(places.perspective)} style={places.perspective}>
          {perspectiveChrome}
        </div>
      )}
      <div className={chromeClass(places.top)} style={places.top}>
        {topChrome}
      </div>
      <div className={chromeClass(places.side)} style={places.side}>
        <LevelChrome
          view="side"
          isThere={isThere}
          isFromOtherSide={isFromOtherSide}
          isLarge={layout === 'quarters' || layout === 'quartersWithImage'}
        />
      </div>
      {layout !== 'review' && (
        <div className={chromeClass(places.rear)} style={places.rear}>
          <LevelChrome
            view="rear"
            isThere={isThere}
            isFromOtherSide={isFromOtherSide}
            isLarge={layout === 'quarters' || layout === 'quartersWithImage'}
          />
        </div>
      )}
      {layout !== 'review' && <div className="scene-divider" style={{ top: places.side.top }} />}
    </div>
  );
}

function chromeClass({ left }: Place): string {
  return left === '0%' ? 'scene-chrome' : 'scene-chrome scene-chrome--next';
}

interface MountedSceneProps {
  readonly root: SceneRoot;
  readonly element: HTMLElement;
  readonly overlay: HTMLCanvasElement;
}

/** Connects the root to the renderer for as long as it is mounted; renders nothing itself. */
function MountedScene({ root, element, overlay }: MountedSceneProps): ReactNode {
  const renderer = useThree((state) => state.gl);
  const invalidate = useThree((state) => state.invalidate);
  const size = useThree((state) => state.size);
  const pixelRatio = useThree((state) => state.viewport.dpr);
  useEffect(
    () => root.connect({ element, overlay, renderer, invalidate: () => invalidate() }),
    [root, element, overlay, renderer, invalidate],
  );
  useEffect(() => root.resize(size, pixelRatio), [root, size, pixelRatio]);
  // A priority above 0 takes drawing over from fiber.
  useFrame((state) => root.frame(state.gl, state.scene), 1);
  return <primitive object={root.object} />;
}
