import { CORNER_SIGNS, cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, toMatrix3 } from '#shared/geometry/quaternion.ts';
import { apply } from '#shared/geometry/matrix3.ts';
import type { Point2 } from '#shared/geometry/point2.ts';
import { add, lerp, midpoint, scale, type Vec3 } from '#shared/geometry/vec3.ts';
import { arrow, dot, line, polyline, text } from './svg.ts';

/**
 * The figure of every axis and angle of `docs/sidecar.md`, drawn with the code that it explains: corners, headings and
 * fronts are those of `shared/geometry`.
 */
export function axesFigure(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 620" font-family="system-ui, sans-serif" font-size="14">
<title>Axes and angles of Boxwright labels</title>
<style>
.card { fill: #ffffff; stroke: #d0d7de }
text { fill: #1f2328 } .soft { fill: #59636e } .title { font-weight: 600; font-size: 16px }
path { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
.x { stroke: #cf222e } .y { stroke: #1a7f37 } .z { stroke: #0969da } text.x, text.y, text.z { stroke: none; font-weight: 600 }
text.x { fill: #cf222e } text.y { fill: #1a7f37 } text.z { fill: #0969da }
.edge { stroke: #1f2328 } .hidden { stroke: #1f2328; stroke-dasharray: 3 5; stroke-width: 1 } .ground { stroke: #d8dee4; stroke-width: 1 }
.front { fill: #bf870033; stroke: none } .yaw { stroke: #8250df } text.yaw { stroke: none; fill: #8250df; font-weight: 600 }
.size { stroke: #59636e; stroke-width: 1.5 } .point { fill: #1f2328 } .box { stroke: #bf8700 }
@media (prefers-color-scheme: dark) {
.card { fill: #0d1117; stroke: #3d444d } text { fill: #f0f6fc } .soft { fill: #9198a1 }
.x { stroke: #ff7b72 } .y { stroke: #56d364 } .z { stroke: #79c0ff } text.x { fill: #ff7b72 } text.y { fill: #56d364 } text.z { fill: #79c0ff }
.edge, .hidden { stroke: #f0f6fc } .ground { stroke: #2a313c } .front { fill: #e3b34144 } .yaw { stroke: #d2a8ff } text.yaw { fill: #d2a8ff }
.size { stroke: #9198a1 } .point { fill: #f0f6fc } .box { stroke: #e3b341 }
}
</style>
<rect class="card" x="0.5" y="0.5" width="959" height="619" rx="8"/>
${[...labelFramePanel(), ...abovePanel(), ...imagePanel()].join('\n')}
</svg>
`;
}

const YAW = 0.6;
const CAR: Cuboid = { centre: [9.5, 4.2, -1.05], size: [4.6, 1.9, 1.5], rotation: fromYaw(YAW) };
const AXES = ['x', 'y', 'z'] as const;
const UNITS: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** Seen from behind, above and the right: x goes away to the right, y to the left, z up. */
function seen([x, y, z]: Vec3): Point2 {
  const [azimuth, elevation, pixels] = [-2.2, 0.6, 43];
  const right = -Math.sin(azimuth) * x + Math.cos(azimuth) * y;
  const away = Math.cos(azimuth) * x + Math.sin(azimuth) * y;
  return [163 + pixels * right, 410 - pixels * (Math.cos(elevation) * z - Math.sin(elevation) * away)];
}

function labelFramePanel(): string[] {
  const ground = -1.8;
  const grid = [
    ...[0, 2, 4, 6, 8, 10, 12].map((x) => line(seen([x, -2, ground]), seen([x, 6, ground]), 'ground')),
    ...[-2, 0, 2, 4, 6].map((y) => line(seen([0, y, ground]), seen([12, y, ground]), 'ground')),
  ];
  return [
    text([24, 36], 'The label frame, a cuboid in it, a camera', 'title'),
    ...grid,
    ...axes([0, 0, 0], UNITS, 2.2, ['x forward', 'y left', 'z up']),
    dot(seen([0, 0, 0]), 'point'),
    text([seen([0, 0, 0])[0] - 8, seen([0, 0, 0])[1] + 22], 'lidar: labelFrame', 'soft', 'middle'),
    ...cuboid(),
    ...camera(),
  ];
}

function axes(origin: Vec3, directions: readonly Vec3[], length: number, names: readonly string[]): string[] {
  return AXES.flatMap((axis, i) => {
    const [from, tip] = [seen(origin), seen(add(origin, scale(directions[i]!, length)))];
    const isLeft = tip[0] < from[0] - 4;
    const place = add2(tip, [isLeft ? -8 : 8, 5]);
    return [arrow(from, tip, axis), text(place, names[i]!, axis, isLeft ? 'end' : 'start')];
  });
}

function cuboid(): string[] {
  const { centre, size, rotation } = CAR;
  const corners = cuboidCorners(CAR);
  const at = (signs: Vec3): Vec3 =>
    corners[CORNER_SIGNS.findIndex((one) => one.every((s, i) => s === signs[i]))]!;
  const own = UNITS.map((unit) => apply(toMatrix3(rotation), unit));
  const edge = (from: Vec3, to: Vec3): string =>
    // The corner that is farthest from the viewer hides its three edges.
    line(
      seen(at(from)),
      seen(at(to)),
      [from, to].some(([x, y, z]) => x === 1 && y === 1 && z === -1) ? 'hidden' : 'edge',
    );
  const edges = CORNER_SIGNS.flatMap((signs) =>
    signs.flatMap((sign, i) =>
      sign === 1 ? [edge(signs, signs.map((s, k) => (k === i ? -s : s)) as unknown as Vec3)] : [],
    ),
  );
  const front = [at([1, 1, -1]), at([1, -1, -1]), at([1, -1, 1]), at([1, 1, 1])].map(seen);
  const [bottom, arc]: [Vec3, number] = [[centre[0], centre[1], -1.8], 4.8];
  const turned = (angle: number): Vec3 => add(bottom, [arc * Math.cos(angle), arc * Math.sin(angle), 0]);
  const yaw = Array.from({ length: 17 }, (_, i) => seen(turned((YAW * i) / 16)));
  const between = (
    a: Vec3,
    b: Vec3,
    out: Vec3,
    label: string,
    anchor: 'start' | 'middle' | 'end',
  ): string[] => {
    const [from, to] = [seen(add(at(a), out)), seen(add(at(b), out))];
    const middle = seen(add(midpoint(at(a), at(b)), scale(out, 1.9)));
    return [
      arrow(from, to, 'size'),
      arrow(to, from, 'size'),
      text([middle[0], middle[1] + 5], label, 'soft', anchor),
    ];
  };
  return [
    line(seen(bottom), seen(turned(0)), 'hidden'),
    line(seen(bottom), seen(turned(YAW)), 'hidden'),
    arrow(yaw.at(-3)!, yaw.at(-1)!, 'yaw'),
    polyline(yaw, 'yaw'),
    text([yaw[8]![0] + 14, yaw[8]![1] + 2], 'yaw, from +x', 'yaw'),
    polyline(front, 'front', true),
    ...edges,
    ...between([-1, -1, -1], [1, -1, -1], scale(own[1]!, -0.5), 'length', 'start'),
    ...between([-1, 1, -1], [-1, -1, -1], scale(own[0]!, -0.5), 'width', 'end'),
    ...between([-1, 1, -1], [-1, 1, 1], scale(own[1]!, 0.45), 'height', 'end'),
    ...axes(centre, own, 1, ['', '', '']),
    arrow(seen(centre), seen(add(centre, scale(own[0]!, size[0] / 2 + 1.2))), 'x'),
    text(add2(seen(add(centre, scale(own[0]!, size[0] / 2 + 1.3))), [4, -4]), 'x: the front', 'x'),
    text(add2(seen(add(centre, own[1]!)), [-4, -4]), 'y', 'y', 'end'),
    text(add2(seen(add(centre, own[2]!)), [0, -6]), 'z', 'z', 'middle'),
    dot(seen(centre), 'point'),
    text(add2(seen(centre), [-12, 22]), 'centre', '', 'end'),
  ];
}

function camera(): string[] {
  const at: Vec3 = [2.6, -3.4, -0.9];
  // z forward, x right, y down
  const own: readonly Vec3[] = [
    [0, -1, 0],
    [0, 0, -1],
    [1, 0, 0],
  ];
  const corner = (x: number, y: number): Vec3 =>
    add(at, add(scale(own[2]!, 1.1), add(scale(own[0]!, 0.65 * x), scale(own[1]!, 0.4 * y))));
  const image = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
  return [
    polyline(image.map(seen), 'edge', true),
    ...image.map((one) => line(seen(at), seen(one), 'hidden')),
    ...axes(at, own, 1.7, ['x right', 'y down', 'z forward']),
    dot(seen(at), 'point'),
    text(add2(seen(at), [-12, -8]), 'camera', 'soft', 'end'),
  ];
}

/** Seen from above, x up as on a map of the road: what yaw is where. */
function abovePanel(): string[] {
  const [centre, radius]: [Point2, number] = [[805, 165], 78];
  const at = (yaw: number, distance: number): Point2 => [
    centre[0] - distance * Math.sin(yaw),
    centre[1] - distance * Math.cos(yaw),
  ];
  const box = [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ].map(([x, y]): Point2 => {
    const corner = apply(toMatrix3(fromYaw(YAW)), [46 * x!, 20 * y!, 0]);
    return [centre[0] - corner[1], centre[1] - corner[0]];
  });
  const arc = Array.from({ length: 17 }, (_, i) => at((YAW * i) / 16, 64));
  return [
    text([650, 36], 'Yaw, seen from above', 'title'),
    arrow(centre, at(0, radius + 22), 'x'),
    arrow(centre, at(Math.PI / 2, radius + 22), 'y'),
    line(centre, at(Math.PI, radius), 'hidden'),
    line(centre, at(-Math.PI / 2, radius), 'hidden'),
    polyline(box, 'edge', true),
    polyline([box[0]!, box[1]!, lerp2(box[1]!, box[2]!, 0.12), lerp2(box[0]!, box[3]!, 0.12)], 'front', true),
    arrow(centre, at(YAW, radius + 6), 'edge'),
    polyline(arc, 'yaw'),
    arrow(arc.at(-3)!, arc.at(-1)!, 'yaw'),
    text(add2(at(YAW / 2, 64), [-2, -8]), 'yaw', 'yaw', 'middle'),
    text(add2(at(0, radius + 22), [10, 10]), 'x: 0', 'x'),
    text(add2(at(Math.PI / 2, radius + 22), [-4, -10]), 'y: π/2', 'y', 'middle'),
    text(add2(at(Math.PI, radius), [0, 18]), 'π, never −π', 'soft', 'middle'),
    text(add2(at(-Math.PI / 2, radius), [8, 5]), '−π/2', 'soft'),
    dot(centre, 'point'),
  ];
}

/** The top left corner of an image, pixel by pixel. */
function imagePanel(): string[] {
  const [corner, pixel]: [Point2, number] = [[680, 385], 34];
  const at = (x: number, y: number): Point2 => [corner[0] + pixel * (x + 0.5), corner[1] + pixel * (y + 0.5)];
  const grid = [0, 1, 2, 3, 4, 5].flatMap((i) => [
    line(at(i - 0.5, -0.5), at(i - 0.5, 4.5), i === 0 ? 'edge' : 'ground'),
    line(at(-0.5, i - 0.5), at(5.5, i - 0.5), i === 0 ? 'edge' : 'ground'),
  ]);
  const [left, top, right, bottom] = [1.25, 1.5, 4.5, 3.5];
  const rectangle = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)];
  return [
    text([650, 345], 'Pixels', 'title'),
    ...grid,
    polyline(rectangle, 'box', true),
    text(add2(at(left, (top + bottom) / 2), [6, 5]), 'left'),
    text(add2(at((left + right) / 2, top), [0, 16]), 'top', '', 'middle'),
    text(add2(at(right, (top + bottom) / 2), [-6, 5]), 'right', '', 'end'),
    text(add2(at((left + right) / 2, bottom), [0, -7]), 'bottom', '', 'middle'),
    dot(at(0, 0), 'point'),
    text([650, 372], '(0, 0): the centre of the first pixel', 'soft'),
    arrow(at(0, 0), at(6.2, 0), 'x'),
    arrow(at(0, 0), at(0, 5.2), 'y'),
    text(add2(at(6.2, 0), [6, 5]), 'x', 'x'),
    text(add2(at(0, 5.2), [8, 5]), 'y', 'y'),
    text([650, 598], 'The image: from −0.5 to width − 0.5', 'soft'),
  ];
}

function add2([x, y]: Point2, [dx, dy]: Point2): Point2 {
  return [x + dx, y + dy];
}

function lerp2(a: Point2, b: Point2, t: number): Point2 {
  const [x, y] = lerp([a[0], a[1], 0], [b[0], b[1], 0], t);
  return [x, y];
}
