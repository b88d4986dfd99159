import { CUBOID_EDGES, cuboidContains, cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { add, addScaled, length, midpoint, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { drawHandles } from '#renderer/scene/overlay/drawHandles.ts';
import type { SceneTheme } from '#renderer/scene/sceneTheme.ts';
import type { ToolOverlay } from '#renderer/editor/tools/toolOverlay.ts';
import type { CellView } from './cellView.ts';
import type { Crop } from './cropStore.ts';

export interface CellContent {
  readonly crop: Crop | undefined;
  readonly cuboid: Cuboid;
  /** Another version of it, drawn thin. */
  readonly ghost?: Cuboid | undefined;
  /** Of its class, `#RRGGBB`. */
  readonly color: string;
  /** Derived, and confirmed by nobody. */
  readonly isDashed: boolean;
  /** Set where it can be edited: what a tool is doing with it. */
  readonly tool: ToolOverlay | undefined;
  readonly theme: SceneTheme;
}

/** Side of a point, CSS pixels. */
const POINT = 1.5;
/** What is that far before or behind the cuboid is another thing (metres). */
const SLICE = 0.4;
/** Heights that a colour of the ramp stands for: 0 to 4 m above the ground. */
const HIGHEST = 4;
/** Lower than this above the ground, metres, a point is faint. */
const GROUND_METRES = 0.2;
const GROUND_OPACITY = 0.4;
/** Points inside the cuboid are mixed towards white, in the light theme black, by this share. */
const LIFT = 0.45;
const LINE = 1.75;
const FRONT_LINE = 4;
const DASH = [6, 4];
const GHOST_DASH = [3, 3];
const GHOST_OPACITY = 0.75;
/** The arrow reaches beyond the front by so much (metres). */
const ARROW = 0.5;

/** Points about a cuboid, the cuboid and its handles, in CSS pixels of the cell. */
export function paintCell(context: CanvasRenderingContext2D, view: CellView, content: CellContent): void {
  const { crop, cuboid, tool, theme } = content;
  if (crop !== undefined) paintPoints(context, view, crop, content);
  if (content.ghost !== undefined) paintGhost(context, view, content.ghost, theme);
  paintCuboid(context, view, content);
  if (tool !== undefined) drawHandles(context, view, cuboid, tool, theme);
}

function paintPoints(
  context: CanvasRenderingContext2D,
  view: CellView,
  crop: Crop,
  content: CellContent,
): void {
  const { theme, cuboid } = content;
  const byColor = theme.ramp.map((): number[] => []);
  const ground: number[] = [];
  const inside: number[] = [];
  const shift = subtract(crop.origin, cuboid.centre);
  const { positions, heights } = crop;
  for (let i = 0; i < heights.length; i++) {
    const offset: Vec3 = [
      positions[3 * i]! + shift[0],
      positions[3 * i + 1]! + shift[1],
      positions[3 * i + 2]! + shift[2],
    ];
    if (Math.abs(view.depthOf(offset)) > view.halfDepth + SLICE) continue;
    const height = heights[i]!;
    const place = Math.floor((height / HIGHEST) * byColor.length);
    const bin = height < GROUND_METRES ? ground : byColor[Math.min(byColor.length - 1, Math.max(0, place))]!;
    const point = add(cuboid.centre, offset);
    const [x, y] = view.project(point);
    bin.push(x, y);
    if (cuboidContains(cuboid, point)) inside.push(x, y);
  }
  context.globalAlpha = GROUND_OPACITY;
  paintDots(context, ground, theme.ramp[0]!);
  context.globalAlpha = 1;
  byColor.forEach((places, i) => paintDots(context, places, theme.ramp[i]!));
  context.globalAlpha = LIFT;
  paintDots(context, inside, theme.lifted);
  context.globalAlpha = 1;
}

function paintDots(context: CanvasRenderingContext2D, places: readonly number[], color: string): void {
  context.fillStyle = color;
  for (let i = 0; i < places.length; i += 2)
    context.fillRect(places[i]! - POINT / 2, places[i + 1]! - POINT / 2, POINT, POINT);
}

/** The cuboid with its front and its arrow. */
export function paintCuboid(
  context: CanvasRenderingContext2D,
  view: CellView,
  content: Pick<CellContent, 'cuboid' | 'color' | 'isDashed' | 'theme'>,
): void {
  const { cuboid, color, isDashed, theme } = content;
  const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
  context.save();
  context.lineJoin = 'round';
  const edges = edgesOf(cuboid, view);
  context.strokeStyle = theme.casing;
  context.globalAlpha = theme.casingOpacity;
  context.lineWidth = LINE + 2;
  context.stroke(edges);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = LINE;
  if (isDashed) context.setLineDash(DASH);
  context.stroke(edges);
  context.setLineDash([]);
  const front = new Path2D();
  front.moveTo(...corners[0]!);
  for (const corner of [1, 2, 3, 0]) front.lineTo(...corners[corner]!);
  context.lineWidth = FRONT_LINE;
  context.stroke(front);
  paintArrow(context, view, content);
  context.restore();
}

function paintGhost(
  context: CanvasRenderingContext2D,
  view: CellView,
  cuboid: Cuboid,
  theme: SceneTheme,
): void {
  context.save();
  context.strokeStyle = theme.selection;
  context.globalAlpha = GHOST_OPACITY;
  context.lineWidth = 1;
  context.setLineDash(GHOST_DASH);
  context.stroke(edgesOf(cuboid, view));
  context.restore();
}

function edgesOf(cuboid: Cuboid, view: CellView): Path2D {
  const corners = cuboidCorners(cuboid).map((corner) => view.project(corner));
  const edges = new Path2D();
  for (const [from, to] of CUBOID_EDGES) {
    edges.moveTo(...corners[from]!);
    edges.lineTo(...corners[to]!);
  }
  return edges;
}

function paintArrow(
  context: CanvasRenderingContext2D,
  view: CellView,
  { cuboid, theme }: Pick<CellContent, 'cuboid' | 'theme'>,
): void {
  const [left, , right] = cuboidCorners(cuboid);
  const { centre } = cuboid;
  const ahead = subtract(midpoint(left!, right!), centre);
  const tip = view.project(addScaled(centre, ahead, 1 + ARROW / Math.max(length(ahead), 0.1)));
  const from = view.project(centre);
  const angle = Math.atan2(tip[1] - from[1], tip[0] - from[0]);
  context.strokeStyle = theme.selection;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...tip);
  for (const turn of [0.8, -0.8]) {
    context.moveTo(...tip);
    context.lineTo(tip[0] - 8 * Math.cos(angle + turn * 0.6), tip[1] - 8 * Math.sin(angle + turn * 0.6));
  }
  context.stroke();
}
