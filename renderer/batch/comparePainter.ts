import { boxFromLabel, cuboidCorners, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
import type { SceneTheme } from '#renderer/scene/sceneTheme.ts';
import { CellView, type CellSide } from './cellView.ts';
import type { Crop } from './cropStore.ts';
import { paintCell, paintCuboid } from './paintCell.ts';

/** An object at two times: at least one of them is there. */
export interface ComparedCuboids {
  readonly was: Cuboid | undefined;
  readonly now: Cuboid | undefined;
}

export interface ComparePainterOptions extends ComparedCuboids {
  readonly canvas: HTMLCanvasElement;
  readonly side: CellSide;
  readonly crop: Crop | undefined;
  /** Of its class, `#RRGGBB`. */
  readonly color: string;
  readonly theme: SceneTheme;
}

/** One cell for looking only: an object dashed where it was and solid where it is, among the points of now. */
export class ComparePainter {
  readonly #sheet: CanvasSheet;

  constructor({ canvas, side, crop, color, theme, was, now }: ComparePainterOptions) {
    this.#sheet = new CanvasSheet(canvas, (context, width, height) => {
      context.fillStyle = theme.ground;
      context.fillRect(0, 0, width, height);
      const about = boxAbout({ was, now });
      const shown = now ?? was;
      if (about === undefined || shown === undefined || width === 0) return;
      const view = new CellView(`compare-${side}`, side, about, width, height);
      const look = { color, theme };
      paintCell(context, view, {
        ...look,
        crop,
        cuboid: shown,
        isDashed: now === undefined,
        tool: undefined,
      });
      if (was !== undefined && now !== undefined)
        paintCuboid(context, view, { ...look, cuboid: was, isDashed: true });
    });
    this.#sheet.invalidate();
  }

  dispose(): void {
    this.#sheet.dispose();
  }
}

/** The box, turned as the object is now, that holds it at both times. */
export function boxAbout({ was, now }: ComparedCuboids): Cuboid | undefined {
  if (was === undefined || now === undefined) return now ?? was;
  const corners = [was, now].flatMap(cuboidCorners).map((corner) => boxFromLabel(now, corner));
  const ends = ([0, 1, 2] as const).map((axis) => {
    const values = corners.map((corner) => corner[axis]);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
  const [x, y, z] = ends as [End, End, End];
  const middle: Vec3 = [(x.low + x.high) / 2, (y.low + y.high) / 2, (z.low + z.high) / 2];
  return {
    centre: labelFromBox(now, middle),
    size: [x.high - x.low, y.high - y.low, z.high - z.low],
    rotation: now.rotation,
  };
}

interface End {
  readonly low: number;
  readonly high: number;
}
