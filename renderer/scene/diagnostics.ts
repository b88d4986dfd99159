import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { SceneView } from './views/sceneView.ts';

/** Figures of the running scene, for the diagnostics panel and end-to-end tests: read only, computed when asked for. */
export interface SceneDiagnostics {
  /** Frames of the scene drawn since the window was opened. */
  readonly framesRendered: number;
  /** A camera is in flight, or moved a moment ago. */
  readonly isMoving: boolean;
  /** Points of the cloud on screen, and how many of them the last frame drew. */
  readonly gpuPoints: number;
  readonly pointsDrawn: number;
  /** Points of other frames beside them. */
  readonly otherPoints: number;
  /** In buffers and textures of the scene. */
  readonly gpuBytes: number;
  readonly geometries: number;
  readonly textures: number;
  /** That all workers hold together. */
  readonly workerBytes: number;
  /** The first selected one. */
  selectedCuboid(): Cuboid | undefined;
  /** The proposal that is looked at. */
  proposedCuboid(): Cuboid | undefined;
}

/** A view as tests need it to point at things. */
export interface ViewDiagnostics {
  /** Of the view's corner in the page, CSS pixels. */
  readonly left: number;
  readonly top: number;
  /** Label frame → the same pixels from the view's corner; undefined where it cannot be seen. */
  project(point: Vec3): Pixel | undefined;
}

declare global {
  interface BoxwrightDiagnostics extends Partial<SceneDiagnostics> {
    /** By the id of the view. */
    views?: Record<string, ViewDiagnostics>;
  }
  interface Window {
    boxwrightDiagnostics?: BoxwrightDiagnostics;
  }
}

const FIGURES = [
  'framesRendered',
  'isMoving',
  'gpuPoints',
  'pointsDrawn',
  'otherPoints',
  'gpuBytes',
  'geometries',
  'textures',
  'workerBytes',
  'selectedCuboid',
  'proposedCuboid',
] as const satisfies readonly (keyof SceneDiagnostics)[];

/** Adds the scene's figures to those of the window; returns the function that takes them out again. */
export function publishDiagnostics(
  read: () => SceneDiagnostics,
  views: Readonly<Record<string, ViewDiagnostics>>,
): () => void {
  const shared = (window.boxwrightDiagnostics ??= {});
  const sharedViews = (shared.views ??= {});
  for (const name of FIGURES) {
    Object.defineProperty(shared, name, { get: () => read()[name], configurable: true, enumerable: true });
  }
  Object.assign(sharedViews, views);
  return () => {
    for (const name of FIGURES) Reflect.deleteProperty(shared, name);
    for (const id of Object.keys(views)) Reflect.deleteProperty(sharedViews, id);
  };
}

/** `element`: the one that the views are laid out in. */
export function viewDiagnostics(view: SceneView, element: HTMLElement): ViewDiagnostics {
  const zoom = (): number => element.currentCSSZoom ?? 1;
  return {
    get left() {
      return element.getBoundingClientRect().left + view.rect.left * zoom();
    },
    get top() {
      return element.getBoundingClientRect().top + view.rect.top * zoom();
    },
    project(point) {
      const pixel = view.project(point);
      return pixel && [pixel[0] * zoom(), pixel[1] * zoom()];
    },
  };
}
