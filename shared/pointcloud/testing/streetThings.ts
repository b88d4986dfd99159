import type { Vec3 } from '../../geometry/vec3.ts';
import { block, leaning, type ConvexSolid } from './convexSolid.ts';

/** What stands in a synthetic street. */
export interface StreetThing {
  /** A name of the default ontology, or undefined for what is no road user. */
  readonly className: string | undefined;
  readonly size: Vec3;
  readonly x: number;
  readonly y: number;
  readonly yaw: number;
  readonly parts: readonly ThingPart[];
}

export interface ThingPart {
  readonly solid: ConvexSolid;
  /** Share of the returns that come back: glass hardly any, leaves some. */
  readonly returned: number;
  /** The surface is this rough, metres: leaves, clothes. */
  readonly rough: number;
}

type Random = () => number;
type Place = readonly [x: number, y: number, yaw: number];

const paint = (solid: ConvexSolid): ThingPart => ({ solid, returned: 0.95, rough: 0 });
const glass = (solid: ConvexSolid): ThingPart => ({ solid, returned: 0.3, rough: 0 });
const cloth = (solid: ConvexSolid): ThingPart => ({ solid, returned: 0.9, rough: 0.02 });

/** A car of 3.6 to 5.2 m: a body with rounded corners on wheels, a cabin of glass towards its rear, under a roof. */
export function car(random: Random, [x, y, yaw]: Place): StreetThing {
  const kind = random();
  const length = kind < 0.4 ? 3.6 + 0.6 * random() : kind < 0.8 ? 4.2 + 0.6 * random() : 4.7 + 0.5 * random();
  const width = 1.58 + 0.1 * (length - 3.6) + 0.2 * random();
  const height = 1.4 + 0.45 * random();
  const belt = 0.58 * height + 0.04 * random();
  const isBoxy = random() < 0.4;
  const cabin = isBoxy ? 0.68 : 0.55;
  const middle = -length * (isBoxy ? 0.13 : 0.07);
  const rear = isBoxy ? 0.25 : 1.2;
  const wheel = (along: number): ThingPart => paint(block([0.6, width * 0.96], 0, 0.6, 0, along * length));
  return {
    className: 'car',
    size: [length, width, height],
    x,
    y,
    yaw,
    parts: [
      paint(block([length, width], 0.2 + 0.1 * random(), belt, 0.12 + 0.2 * random())),
      wheel(0.3),
      wheel(-0.3),
      glass(leaning([length * cabin, width * 0.94], [belt, height - 0.06], [1.1, rear, 0.25], middle)),
      paint(
        block(
          [length * (cabin - (isBoxy ? 0.14 : 0.26)), width * 0.74],
          height - 0.12,
          height,
          0.05,
          middle - 0.02 * length,
        ),
      ),
    ],
  };
}

/** A lorry: a cab and a box, or a bus, which is one box. */
export function heavy(random: Random, [x, y, yaw]: Place): StreetThing {
  const isBus = random() < 0.4;
  const length = isBus ? 9.5 + 2.5 * random() : 5.6 + 4 * random();
  const width = 2.1 + 0.45 * random();
  const height = isBus ? 3 + 0.3 * random() : 2.6 + 0.9 * random();
  const box = length * 0.72;
  const parts = isBus
    ? [paint(block([length, width], 0.3, height, 0.1))]
    : [
        paint(block([box, width], 0.6, height, 0, (box - length) / 2)),
        paint(block([length - box - 0.2, width * 0.95], 0.4, height * 0.8, 0.1, (box + 0.2) / 2)),
        paint(block([length * 0.8, width * 0.9], 0.2, 0.9, 0, -length * 0.1)),
      ];
  return { className: isBus ? 'bus' : 'truck', size: [length, width, height], x, y, yaw, parts };
}

export function pedestrian(random: Random, [x, y, yaw]: Place): StreetThing {
  const height = 1.55 + 0.35 * random();
  const size: Vec3 = [0.5 + 0.3 * random(), 0.45 + 0.2 * random(), height];
  return {
    className: 'pedestrian',
    size,
    x,
    y,
    yaw,
    parts: [
      cloth(block([size[0] * 0.6, size[1] * 0.6], 0, 0.8, 0.05)),
      cloth(block([size[0] * 0.7, size[1]], 0.75, height - 0.25, 0.15)),
      cloth(block([0.22, 0.2], height - 0.3, height, 0.06)),
    ],
  };
}

/** Somebody on a bicycle. */
export function rider(random: Random, [x, y, yaw]: Place): StreetThing {
  const length = 1.65 + 0.2 * random();
  const height = 1.65 + 0.15 * random();
  return {
    className: 'rider',
    size: [length, 0.6, height],
    x,
    y,
    yaw,
    parts: [
      { solid: block([length, 0.06], 0, 0.65, 0), returned: 0.5, rough: 0.01 },
      { solid: block([0.5, 0.45], 0.8, height - 0.2, 0.15), returned: 0.9, rough: 0.02 },
      { solid: block([0.22, 0.2], height - 0.25, height, 0.06), returned: 0.9, rough: 0.01 },
      { solid: block([0.1, 0.6], 0.95, 1.05, 0, length * 0.3), returned: 0.6, rough: 0.01 },
    ],
  };
}

export function wall([x, y, yaw]: Place, length: number, height: number): StreetThing {
  const parts = [paint(block([length, 0.3], -1, height))];
  return { className: undefined, size: [length, 0.3, height], x, y, yaw, parts };
}

export function bush(random: Random, [x, y, yaw]: Place): StreetThing {
  const size: Vec3 = [1 + 2.5 * random(), 0.7 + 0.8 * random(), 0.6 + 1.2 * random()];
  const parts = [{ solid: block([size[0], size[1]], 0, size[2], 0.25), returned: 0.7, rough: 0.12 }];
  return { className: undefined, size, x, y, yaw, parts };
}

/** A trunk under a crown that may reach over the road. */
export function tree(random: Random, [x, y, yaw]: Place): StreetThing {
  const crown = 1.5 + 2.5 * random();
  const parts = [
    { solid: block([0.3, 0.3], -1, 3.2, 0.08), returned: 0.95, rough: 0.01 },
    { solid: block([crown, crown], 2.3 + random(), 6, crown * 0.3), returned: 0.6, rough: 0.3 },
  ];
  return { className: undefined, size: [crown, crown, 6], x, y, yaw, parts };
}

export function post([x, y, yaw]: Place): StreetThing {
  const parts = [paint(block([0.15, 0.15], -1, 3.5, 0.04))];
  return { className: undefined, size: [0.15, 0.15, 3.5], x, y, yaw, parts };
}
