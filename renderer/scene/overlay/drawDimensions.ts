import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { faceCentre, type FaceSide } from '#renderer/editor/tools/handles.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { SceneView } from '../views/sceneView.ts';
import { drawRimmedText, TAG_FONT } from './canvasText.ts';

/** Distance of a label from the face whose side it measures: clear of the handle. */
const OFFSET = 30;
/** A cuboid shorter than this on screen is not measured: the labels would be larger than it. */
const LEAST_PIXELS = 48;

/** A side that is measured, and the faces beside which it is written: the one that is farther right on screen. */
interface Measured {
  readonly axis: 0 | 1 | 2;
  readonly beside: readonly FaceSide[];
}

const SIDES: readonly FaceSide[] = [
  { axis: 1, sign: 1 },
  { axis: 1, sign: -1 },
];
const ENDS: readonly FaceSide[] = [
  { axis: 0, sign: 1 },
  { axis: 0, sign: -1 },
];
const REAR: FaceSide = { axis: 0, sign: -1 };
const FLOOR: FaceSide = { axis: 2, sign: -1 };

const MEASURED: Readonly<Partial<Record<SceneView['kind'], readonly [along: Measured, across: Measured]>>> = {
  top: [
    { axis: 0, beside: SIDES },
    { axis: 1, beside: [REAR] },
  ],
  side: [
    { axis: 0, beside: [FLOOR] },
    { axis: 2, beside: ENDS },
  ],
  rear: [
    { axis: 1, beside: [FLOOR] },
    { axis: 2, beside: SIDES },
  ],
};

/** The two sides of a cuboid that an orthographic view shows; false where there is no room. */
export function drawDimensions(
  context: CanvasRenderingContext2D,
  view: SceneView,
  cuboid: Cuboid,
  theme: SceneTheme,
): boolean {
  const measured = MEASURED[view.kind];
  const centre = view.project(cuboid.centre);
  if (measured === undefined || centre === undefined) return false;
  const labels = measured.map(({ axis, beside }) => {
    const places = beside.map((face) => view.project(faceCentre(cuboid, face)));
    const [at] = places.filter((place) => place !== undefined).toSorted((a, b) => b[0] - a[0]);
    return { text: metres(cuboid.size[axis]), at, length: lengthOf(cuboid, axis, view) };
  });
  if (labels.every(({ length }) => length < LEAST_PIXELS)) return false;
  const style = { font: TAG_FONT, ink: theme.text, rim: theme.ground };
  for (const { text, at } of labels)
    if (at !== undefined) drawRimmedText(context, text, outwards(at, centre), style);
  return true;
}

/** On screen, pixels. */
function lengthOf(cuboid: Cuboid, axis: 0 | 1 | 2, view: SceneView): number {
  const [from, to] = [
    view.project(faceCentre(cuboid, { axis, sign: -1 })),
    view.project(faceCentre(cuboid, { axis, sign: 1 })),
  ];
  return from === undefined || to === undefined ? 0 : Math.hypot(to[0] - from[0], to[1] - from[1]);
}

function outwards(from: Pixel, centre: Pixel): Pixel {
  const [dx, dy] = [from[0] - centre[0], from[1] - centre[1]];
  const length = Math.max(1, Math.hypot(dx, dy));
  // Text is wider than high: it needs more room sideways.
  return [from[0] + (dx / length) * OFFSET, from[1] + (dy / length) * (OFFSET * 0.6)];
}

function metres(value: number): string {
  return `${value.toFixed(2)}\u2009m`;
}
