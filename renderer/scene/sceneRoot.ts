import { Group, type Scene, type WebGLRenderer } from 'three';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { sceneExtent } from './cameras/sceneExtent.ts';
import type { SceneCamera } from './cameras/viewCamera.ts';
import type { ViewSize } from './cameras/viewPose.ts';
import { publishDiagnostics, viewDiagnostics, type SceneDiagnostics } from './diagnostics.ts';
import type { PaintCloud } from './cloudColors.ts';
import { FrameLoop } from './frameLoop.ts';
import { PointerRouter } from './input/pointerRouter.ts';
import type { ClassColor } from './layers/drawnCuboids.ts';
import { SceneLayers } from './layers/sceneLayers.ts';
import { distanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import { paintOverlay } from './overlay/overlayPainter.ts';
import { SceneCameras } from './sceneCameras.ts';
import { placeMark } from './placeMark.ts';
import { registerSceneCommands } from './sceneCommands.ts';
import { SceneContent } from './sceneContent.ts';
import type { SceneAppearance, SceneProblem, SceneWords } from './sceneOptions.ts';
import { SCENE_THEMES, type SceneTheme } from './sceneTheme.ts';
import { ViewRenderer } from './views/viewRenderer.ts';
import { watchContext } from './watchContext.ts';

export interface SceneRootOptions {
  readonly session: EditorSession;
  readonly clouds: CloudService;
  readonly paint: PaintCloud;
}

/** What may change while the scene is mounted. */
export interface SceneSettings {
  readonly appearance: SceneAppearance;
  readonly words: SceneWords;
  readonly classColor: ClassColor;
  /** Cameras by slot. */
  readonly savedViews: readonly (SceneCamera | null)[];
  onSaveView(slot: number, camera: SceneCamera): void;
  onProblem(problem: SceneProblem): void;
  /** The person turned, moved or zoomed a view (once for each drag), or had it go elsewhere by a command. */
  onNavigate(): void;
}

/** The parts of the page that the scene is connected to while it is mounted. */
export interface SceneMount {
  /** Receives pointer events. */
  readonly element: HTMLElement;
  readonly overlay: HTMLCanvasElement;
  readonly renderer: WebGLRenderer;
  /** Asks for a call of {@link SceneRoot.frame}. */
  invalidate(): void;
}

/** Everything that exists only while mounted, or in one theme, or until the context is lost. */
interface Built {
  readonly layers: SceneLayers;
  readonly content: SceneContent;
  readonly viewRenderer: ViewRenderer;
  dispose(): void;
}

/**
 * Composes the scene: what is shown, how it is looked at, what the pointer does. Lives outside React, which mounts and
 * unmounts it: all that is on the GPU is built in `connect` and freed by the function that this returns, so that a
 * second mount starts afresh. Cameras outlive both.
 */
export class SceneRoot {
  /** For React to put into its scene. */
  readonly object = new Group();
  readonly cameras: SceneCameras;
  readonly #options: SceneRootOptions;
  readonly #layoutListeners = new Set<() => void>();
  #settings: SceneSettings;
  #mount: SceneMount | undefined;
  #loop: FrameLoop | undefined;
  #router: PointerRouter | undefined;
  #built: Built | undefined;
  #framesRendered = 0;
  #pointsDrawn = 0;

  constructor(options: SceneRootOptions, settings: SceneSettings) {
    this.#options = options;
    this.#settings = settings;
    this.cameras = new SceneCameras({ ...options, onMoved: () => this.#loop?.markMoving() });
  }

  /** Starts following the session and the pointer; returns the function that frees everything. */
  connect(mount: SceneMount): () => void {
    this.#mount = mount;
    const loop = new FrameLoop(
      () => mount.invalidate(),
      () => this.#drawAllPoints(),
    );
    this.#loop = loop;
    mount.renderer.autoClear = false;
    this.#build();
    this.#applyStage();
    const { session } = this.#options;
    const navigating = (run: () => void) => (): void => {
      run();
      this.#settings.onNavigate();
    };
    const stops = [
      this.#connectPointer(mount.element),
      this.#publishDiagnostics(mount),
      session.tools.link.store.subscribe(() => this.#placeMarks()),
      session.state.subscribe((state, before) => {
        if (state.imageStage !== before.imageStage) this.#applyStage();
        if (state.goTo !== before.goTo && state.goTo !== undefined) this.cameras.flyToPlace(state.goTo.point);
      }),
      registerSceneCommands(session.commands, {
        frameAll: navigating(() => this.cameras.frameAll()),
        flyToSelection: navigating(() => this.cameras.flyToSelection()),
        hasSelection: () => session.state.getState().selection.length > 0,
        swapTop: navigating(() => this.#swap()),
        isCloseUp: () => this.cameras.viewports.layout !== 'rows',
        turnRound: () => this.#turnRound(),
        hasLevelViews: () => this.cameras.viewports.hasLevelViews,
        saveView: (slot) => this.#settings.onSaveView(slot, this.cameras.current),
        restoreView: (slot) => {
          const camera = this.#settings.savedViews[slot];
          if (camera) this.cameras.flyToCamera(camera);
        },
        hasSavedView: (slot) => Boolean(this.#settings.savedViews[slot]),
      }),
      watchContext(mount.renderer.domElement, {
        onLost: () => {
          // Now, while the buffers still belong to the context: freeing them after its return would be an error.
          this.#built?.dispose();
          this.#built = undefined;
          this.#settings.onProblem('context-lost');
        },
        onRestored: () => {
          this.#build();
          this.#settings.onProblem('context-restored');
        },
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      loop.dispose();
      this.#built?.dispose();
      this.#built = undefined;
      this.#loop = undefined;
      this.#mount = undefined;
    };
  }

  /** `size` in CSS pixels; `pixelRatio`: device pixels per CSS pixel. */
  resize({ width, height }: ViewSize, pixelRatio: number): void {
    this.cameras.resize({ width, height });
    if (this.#mount !== undefined) {
      this.#mount.overlay.width = Math.round(width * pixelRatio);
      this.#mount.overlay.height = Math.round(height * pixelRatio);
    }
    this.#loop?.mark('scene');
  }

  setSettings(settings: SceneSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.appearance.theme !== before.appearance.theme) this.#build();
    else if (this.#built !== undefined) {
      this.#applyAppearance(this.#built);
      if (settings.classColor !== before.classColor) this.#built.content.classColor = settings.classColor;
    }
    this.#loop?.mark('scene');
  }

  /** Draws what is dirty; called by the frame loop of the page. */
  frame(renderer: WebGLRenderer, scene: Scene): void {
    const [built, loop] = [this.#built, this.#loop];
    if (built === undefined || loop === undefined) return;
    const { navigator } = this.cameras;
    if (navigator.advance(performance.now())) loop.markMoving();
    const dirt = loop.take();
    built.content.update();
    if (dirt === 'scene') {
      if (this.cameras.updateLevelViews()) this.#tellLayout();
      this.#drawScene(built, renderer, scene);
    }
    if (dirt !== 'nothing') {
      this.#paintOverlay(built, renderer.getPixelRatio());
      this.#placeMarks();
    }
    if (navigator.isFlying) loop.markMoving();
  }

  /** Calls the listener when the views have exchanged their places, or the level ones show something else. */
  subscribeLayout(listener: () => void): () => void {
    this.#layoutListeners.add(listener);
    return () => this.#layoutListeners.delete(listener);
  }

  get #theme(): SceneTheme {
    return SCENE_THEMES[this.#settings.appearance.theme];
  }

  #build(): void {
    if (this.#mount === undefined) return;
    this.#built?.dispose();
    const layers = new SceneLayers(this.#theme);
    const content = new SceneContent({
      ...this.#options,
      layers,
      classColor: this.#settings.classColor,
      onChange: (dirt) => this.#loop?.mark(dirt),
      onCloud: (cloud) => this.cameras.setBounds(sceneExtent(cloud.pack, cloud.viewBounds)),
      onProposal: () => this.cameras.followProposal(),
      onSelect: (before) => {
        if (before !== undefined && this.#settings.appearance.followsSelection === true)
          this.cameras.goAlong(before);
        else this.cameras.followSelection();
      },
    });
    this.object.add(layers.object);
    this.#mount.renderer.setClearColor(this.#theme.ground);
    this.#applyAppearance({ layers, content });
    const disconnect = content.connect();
    const dispose = (): void => {
      disconnect();
      layers.dispose();
    };
    this.#built = { layers, content, viewRenderer: new ViewRenderer(layers.view), dispose };
    this.#loop?.mark('scene');
  }

  #applyAppearance({ layers, content }: Pick<Built, 'layers' | 'content'>): void {
    const { slab, colorMode, pointSize, colorsByTime } = this.#settings.appearance;
    content.slab = slab;
    layers.setPoints(colorMode, pointSize, colorsByTime === true);
    content.isPainted = colorMode === 'camera';
  }

  #drawScene({ layers, viewRenderer }: Built, renderer: WebGLRenderer, scene: Scene): void {
    const isMoving = this.#loop?.isMoving === true;
    this.#pointsDrawn = layers.setBudget(isMoving ? this.#settings.appearance.movingPointBudget : Infinity);
    renderer.setScissorTest(false);
    renderer.clear();
    const { views, size } = this.cameras.viewports;
    for (const view of views) viewRenderer.render(renderer, scene, view, size.height, layers.origin);
    this.#framesRendered += 1;
  }

  #paintOverlay({ content }: Built, ratio: number): void {
    const context = this.#mount?.overlay.getContext('2d');
    if (context === null || context === undefined) return;
    const { session, clouds } = this.#options;
    const { words, classColor, appearance } = this.#settings;
    paintOverlay(context, ratio, {
      session,
      viewports: this.cameras.viewports,
      theme: this.#theme,
      words,
      classColor,
      cuboids: content.cuboids,
      showsAllTags: appearance.showsAllTags === true,
      headingRad: this.cameras.headingRad,
      groundHeight: (x, y) => clouds.groundHeight(x, y),
      ringCentre: content.cloud && distanceOrigin(content.cloud.pack.bounds, content.cloud.sensor),
    });
  }

  /** By itself where only the pointer moved: nothing has to be drawn for it. */
  #placeMarks(): void {
    const point = this.#options.session.tools.link.store.getState();
    for (const view of this.cameras.viewports.views) {
      const mark = this.#mount?.element.querySelector<HTMLElement>(`.point-mark[data-view='${view.id}']`);
      if (mark) placeMark(mark, point && view.project(point.position), view.rect);
    }
  }

  #connectPointer(element: HTMLElement): () => void {
    const { session } = this.#options;
    const router = new PointerRouter({
      viewports: this.cameras.viewports,
      tools: session.tools,
      navigator: this.cameras.navigator,
      onNavigate: () => this.#settings.onNavigate(),
      onDoubleClick: (view, position) => void this.cameras.flyToPosition(view, position),
      onViewChange: (view) => {
        this.cameras.over = view;
        this.#loop?.mark('overlay');
      },
      onLeave: () => session.tools.pointerLeave(),
    });
    this.#router = router;
    const disconnect = router.connect(element);
    const showCursor = ({ cursor, viewId }: { cursor: string; viewId?: string }): void => {
      const isOurs = viewId === undefined || this.cameras.viewports.views.some(({ id }) => id === viewId);
      element.style.cursor = isOurs ? cursor : '';
    };
    const stopCursor = session.tools.overlay.subscribe(showCursor);
    return () => {
      disconnect();
      stopCursor();
    };
  }

  #swap(): void {
    this.cameras.swap();
    this.#router?.viewsMoved();
    this.#tellLayout();
  }

  #applyStage(): void {
    const { imageStage, sequence } = this.#options.session.state.getState();
    const hasImages = sequence.cameras.length > 0;
    const quarters = hasImages ? 'quartersWithImage' : 'quarters';
    const isReview = imageStage.kind === 'review' && hasImages;
    this.cameras.setLayout(imageStage.kind === 'closeUp' ? quarters : isReview ? 'review' : 'rows');
    this.#router?.viewsMoved();
    const { focus } = this.#options.session.tools;
    const { perspective, top, views } = this.cameras.viewports;
    // No key acts in a view that nobody sees.
    if (focus.view === perspective && !views.includes(perspective)) focus.click(top);
    this.#tellLayout();
  }

  #turnRound(): void {
    this.cameras.turnRound();
    this.#tellLayout();
  }

  #tellLayout(): void {
    for (const listener of this.#layoutListeners) listener();
  }

  /** At rest. Nothing to do where the budget already covered the cloud. */
  #drawAllPoints(): void {
    if (this.#pointsDrawn < (this.#built?.layers.pointCount ?? 0)) this.#loop?.mark('scene');
  }

  #publishDiagnostics({ element, renderer }: SceneMount): () => void {
    const { session, clouds } = this.#options;
    const read = (): SceneDiagnostics => ({
      framesRendered: this.#framesRendered,
      isMoving: this.cameras.navigator.isFlying || this.#loop?.isMoving === true,
      gpuPoints: this.#built?.content.cloud?.pack.count ?? 0,
      otherPoints: this.#built?.layers.otherPointCount ?? 0,
      pointsDrawn: this.#pointsDrawn,
      gpuBytes: this.#built?.layers.gpuBytes ?? 0,
      geometries: renderer.info.memory.geometries,
      textures: renderer.info.memory.textures,
      workerBytes: clouds.workerBytes().reduce((sum, bytes) => sum + bytes, 0),
      proposedCuboid: () => session.proposals.current?.cuboid,
      selectedCuboid: () => {
        const [first] = session.state.getState().selection;
        return first && session.document.get(first)?.cuboid;
      },
    });
    const { perspective, top, side, rear } = this.cameras.viewports;
    return publishDiagnostics(read, {
      perspective: viewDiagnostics(perspective, element),
      top: viewDiagnostics(top, element),
      side: viewDiagnostics(side, element),
      rear: viewDiagnostics(rear, element),
    });
  }
}
