import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { regionOf } from '#shared/pointcloud/groundRegion.ts';
import { footprintBetween, isTooNarrow } from './footprints.ts';
import { groundHit } from './groundHit.ts';
import type { Tool, ToolContext } from './toolContext.ts';
import type { Footprint } from './toolOverlay.ts';
import { isLevelView, type PointerInput, type ToolView } from './view.ts';

interface Drawing {
  readonly viewId: string;
  readonly from: Vec3;
  /** Taken at the press: the view may turn while a drag goes on. */
  readonly yawRad: number;
  readonly footprint: Footprint | undefined;
}

/** Draws the rectangle on the ground that is to be looked at alone; then selects again. */
export class RegionTool implements Tool {
  readonly #context: Pick<ToolContext, 'state' | 'overlay' | 'queries'>;
  #drawing: Drawing | undefined;

  constructor(context: Pick<ToolContext, 'state' | 'overlay' | 'queries'>) {
    this.#context = context;
  }

  pointerDown({ view, position, button }: PointerInput): 'handled' | 'ignored' {
    if (button !== 'left' || isLevelView(view)) return 'ignored';
    const from = this.#groundAt(view, position);
    if (from === undefined) return 'handled';
    this.#drawing = { viewId: view.id, from, yawRad: view.rightYawRad(), footprint: undefined };
    return 'handled';
  }

  pointerMove({ view, position }: PointerInput): void {
    const drawing = this.#drawing;
    if (drawing !== undefined && drawing.viewId !== view.id) return;
    const at = isLevelView(view) ? undefined : this.#groundAt(view, position);
    if (drawing !== undefined && at !== undefined) {
      const footprint = footprintBetween(drawing.from, at, drawing.yawRad, (...place) =>
        this.#ground(...place),
      );
      this.#drawing = { ...drawing, footprint };
    }
    this.#show(at === undefined ? 'not-allowed' : 'crosshair', view.id);
  }

  pointerUp(input: PointerInput): void {
    this.pointerMove(input);
    const footprint = this.#drawing?.footprint;
    this.#drawing = undefined;
    this.#show('crosshair', input.view.id);
    if (footprint === undefined || isTooNarrow(footprint)) return;
    this.#context.state.setState(({ filter }) => ({
      filter: { ...filter, region: regionOf(footprint) },
      tool: 'select',
    }));
    this.#show('default', input.view.id);
  }

  interrupt(): boolean {
    const wasDrawing = this.#drawing !== undefined;
    this.#drawing = undefined;
    this.#context.overlay.setState({ cursor: 'default' }, true);
    return wasDrawing;
  }

  #show(cursor: 'default' | 'crosshair' | 'not-allowed', viewId: string): void {
    const footprint = this.#drawing?.footprint;
    this.#context.overlay.setState({ cursor, viewId, ...(footprint && { footprint }) }, true);
  }

  #ground(x: number, y: number): number {
    return this.#context.queries.groundHeight(x, y);
  }

  #groundAt(view: ToolView, position: Pixel): Vec3 | undefined {
    const ray = view.rayAt(position);
    return ray && groundHit(ray, (x, y) => this.#ground(x, y));
  }
}
