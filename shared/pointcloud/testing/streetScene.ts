import { seededRandom } from '../random.ts';
import { bush, car, heavy, pedestrian, post, rider, tree, wall, type StreetThing } from './streetThings.ts';

/** A street round the sensor, which stands at x = y = 0. */
export interface StreetScene {
  readonly things: readonly StreetThing[];
  /** Height of the ground, metres. */
  readonly terrain: (x: number, y: number) => number;
}

type Random = () => number;
type Place = readonly [x: number, y: number, yaw: number];

/**
 * A street of its own for each seed: cars parked in rows along or across it, traffic, people, walls, bushes and trees
 * close to them, on ground that slopes, bends and has a kerb. Nothing overlaps.
 */
export function streetScene(seed: number): StreetScene {
  const random = seededRandom(seed);
  const direction = random() * 2 * Math.PI;
  const laneOffset = 1.8 + random();
  const place = (along: number, across: number, yaw: number): Place => {
    const cos = Math.cos(direction);
    const sin = Math.sin(direction);
    return [
      along * cos - (across + laneOffset) * sin,
      along * sin + (across + laneOffset) * cos,
      yaw + direction,
    ];
  };
  const half = 4 + 3 * random();
  const things: StreetThing[] = [];
  const add = (thing: StreetThing): void => {
    if (isFree(thing, things)) things.push(thing);
  };
  for (const side of [1, -1]) addSide(random, side, half, place, add);
  addTraffic(random, half, place, add);
  return { things, terrain: terrainOf(random, direction, laneOffset, half) };
}

function addSide(
  random: Random,
  side: number,
  half: number,
  place: (along: number, across: number, yaw: number) => Place,
  add: (thing: StreetThing) => void,
): void {
  const isAcross = random() < 0.35;
  const depth = isAcross ? 5 : 2.2;
  const gap = 0.5 + 1.2 * random();
  for (let along = -60 + 5 * random(); along < 60;) {
    const yaw = (isAcross ? Math.PI / 2 : 0) + (random() < 0.5 ? Math.PI : 0) + 0.06 * (random() - 0.5);
    const thing = random() < 0.93 ? car(random, [0, 0, 0]) : heavy(random, [0, 0, 0]);
    const room = isAcross ? thing.size[1] : thing.size[0];
    const across = side * (half + 0.2 + depth / 2 + 0.3 * random());
    const [x, y, turned] = place(along + room / 2, across, yaw);
    if (random() < 0.75 && (!isAcross || thing.className === 'car')) add({ ...thing, x, y, yaw: turned });
    if (random() < 0.12) add(pedestrian(random, place(along - 0.4, across - side * 1.5, random() * 6)));
    along += room + gap * (0.6 + 0.8 * random());
  }
  const back = half + 0.6 + depth;
  for (let along = -60; along < 60; along += 4 + 6 * random()) {
    const what = random();
    const across = side * (back + 0.5 + random());
    if (what < 0.35) add(bush(random, place(along, across, 0.3 * (random() - 0.5))));
    else if (what < 0.55) add(tree(random, place(along, across, 0)));
    else if (what < 0.7) add(post(place(along, across, 0)));
    else if (what < 0.85) add(pedestrian(random, place(along, across + side, random() * 6)));
  }
  if (random() < 0.7) add(wall(place(0, side * (back + 2 + 4 * random()), 0), 130, 2 + 6 * random()));
}

function addTraffic(
  random: Random,
  half: number,
  place: (along: number, across: number, yaw: number) => Place,
  add: (thing: StreetThing) => void,
): void {
  for (const lane of [-1, 1]) {
    const across = (lane * half) / 2;
    for (let along = -70 + 10 * random(); along < 70; along += 8 + 22 * random()) {
      const yaw = (lane < 0 ? 0 : Math.PI) + 0.1 * (random() - 0.5);
      const at = place(along, across + 0.6 * (random() - 0.5), yaw);
      const what = random();
      // The sensor's own vehicle is there.
      if (Math.hypot(at[0], at[1]) < 6) continue;
      add(what < 0.75 ? car(random, at) : what < 0.88 ? heavy(random, at) : rider(random, at));
    }
  }
  for (let i = 0; i < 3; i++) {
    const at = place(120 * (random() - 0.5), 2 * half * (random() - 0.5), random() * 2 * Math.PI);
    if (Math.hypot(at[0], at[1]) > 6) add(random() < 0.6 ? car(random, at) : pedestrian(random, at));
  }
}

function terrainOf(
  random: Random,
  direction: number,
  laneOffset: number,
  half: number,
): (x: number, y: number) => number {
  const [slopeX, slopeY] = [0.1 * (random() - 0.5), 0.1 * (random() - 0.5)];
  const crest = 0.0008 * (random() - 0.5);
  const kerb = random() < 0.5 ? 0 : 0.15 * random();
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  return (x, y) => {
    const along = x * cos + y * sin;
    const across = Math.abs(y * cos - x * sin - laneOffset);
    const step = kerb / (1 + Math.exp(-(across - half - 3) * 20));
    return slopeX * x + slopeY * y + crest * along * along + step;
  };
}

/** Circles along the length of each: quick, and near enough for rows of boxes. */
function isFree(thing: StreetThing, others: readonly StreetThing[]): boolean {
  return others.every((other) => {
    if (thing.size[2] > 5 || other.size[2] > 5) return true;
    const near = (thing.size[0] + other.size[0]) / 2 + 1;
    if (Math.hypot(thing.x - other.x, thing.y - other.y) > near + thing.size[1] + other.size[1]) return true;
    return circles(thing).every(([x, y]) =>
      circles(other).every(
        ([u, v]) => Math.hypot(x - u, y - v) > (thing.size[1] + other.size[1]) * 0.52 + 0.15,
      ),
    );
  });
}

function circles({ x, y, yaw, size: [length, width] }: StreetThing): (readonly [number, number])[] {
  const reach = Math.max(0, length - width) / 2;
  const count = Math.max(2, Math.ceil((4 * reach) / width));
  return Array.from({ length: count }, (_, i) => {
    const along = reach * ((2 * i) / (count - 1) - 1);
    return [x + along * Math.cos(yaw), y + along * Math.sin(yaw)] as const;
  });
}
