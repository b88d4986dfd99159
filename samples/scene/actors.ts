import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { createRandom } from '../random.ts';
import { CROSSING_WIDTH, CROSSINGS } from './groundPaint.ts';
import type { Model } from './model.ts';
import { carModel, HATCHBACK, SEDAN, SUV, VAN, type CarDesign } from './models/car.ts';
import { busModel, truckModel } from './models/heavy.ts';
import { cyclistModel, motorModel, pedestrianModel, type Outfit } from './models/people.ts';
import { barrierModel, binModel, coneModel } from './models/street.ts';
import { LANE_D, PARKING_D, poseOnSlope, poseUpright } from './road.ts';

export type SampleClass = 'car' | 'truck' | 'bus' | 'pedestrian' | 'rider' | 'motor' | 'cone' | 'other';

/** Something that a person would label. */
export interface Actor {
  readonly class: SampleClass;
  readonly motion: 'moving' | 'parked';
  /** How it looks at a time in seconds: legs and wheels turn. */
  readonly modelAt: (time: number) => Model;
  /** worldFromModel at a time in seconds. */
  readonly poseAt: (time: number) => RigidTransform;
}

const EGO_SPEED = 8;
/** Where the sensor car keeps in its lane. */
export const EGO_D = -1.6;
/** How far along the street the sensor car is at a time in seconds. */
export function egoDistance(time: number): number {
  return 6 + EGO_SPEED * time;
}

const PAINTS = [
  '#989EA6',
  '#1E2226',
  '#8E1B1B',
  '#23406E',
  '#B9B9B3',
  '#5C6A70',
  '#B9A77C',
  '#2E5A48',
  '#C4571D',
];
const OUTFITS: readonly Outfit[] = [
  { top: '#B23A3A', trousers: '#2E3A4F', skin: '#D9A98A', hair: '#3A2A1E' },
  { top: '#E4DFD2', trousers: '#55504A', skin: '#8D5B3E', hair: '#17120F' },
  { top: '#2F5D8A', trousers: '#23262B', skin: '#C58F6A', hair: '#1E1813' },
  { top: '#D9A62E', trousers: '#3C4B66', skin: '#E2B79B', hair: '#8A6A3C' },
  { top: '#3F7A5A', trousers: '#6B5B48', skin: '#6F4630', hair: '#120E0B' },
  { top: '#7A4B8C', trousers: '#1F2937', skin: '#D3A07D', hair: '#5B3A22' },
];

/** Everyone and everything in the street that has a label, in the order of their track numbers. */
export function createActors(): Actor[] {
  return [...traffic(), ...walkers(), ...parkedCars(), ...roadworks()];
}

function traffic(): Actor[] {
  const car = (design: CarDesign, hex: string, s: number, speed: number): Actor =>
    driver('car', s, speed, speed < 0 ? LANE_D : -LANE_D, (spin) =>
      carModel(design, hex, spin / design.wheelRadius),
    );
  return [
    car(SEDAN, '#8E1B1B', 24.5, 8.3),
    driver('truck', 44, 7.4, -LANE_D, (travel) => truckModel('#2A5CA8', '#2A5CA8', travel / 0.48)),
    car(VAN, '#B4B6B4', -8.5, 8.1),
    car(HATCHBACK, '#D0A21E', 30, -8.5),
    driver('motor', 44, -8, 1.5, (travel) => motorModel(OUTFITS[2]!, '#B9312A', travel / 0.25)),
    car(SUV, '#23406E', 64, -8.2),
    driver('bus', 92, -7.6, LANE_D, (travel) => busModel('#C2372C', travel / 0.48)),
    driver('rider', 19, 5.2, -3.16, (travel) => cyclistModel(OUTFITS[3]!, '#1E88A8', travel / 0.34)),
    driver('rider', 41, -4.8, 3.14, (travel) => cyclistModel(OUTFITS[5]!, '#3E9B4F', travel / 0.34)),
    driver('rider', 49, -5.1, 3.2, (travel) => cyclistModel(OUTFITS[4]!, '#D8D8D4', travel / 0.34)),
  ];
}

/** On wheels along a lane; those with a negative speed come the other way. */
function driver(
  kind: SampleClass,
  start: number,
  speed: number,
  d: number,
  model: (travelled: number) => Model,
): Actor {
  const turn = speed < 0 ? Math.PI : 0;
  return {
    class: kind,
    motion: 'moving',
    modelAt: (time) => model(Math.abs(speed) * time),
    poseAt: (time) => poseOnSlope(start + speed * time, d, turn),
  };
}

function walkers(): Actor[] {
  // start s, d, speed along the street, height
  const along = [
    [15, -8.1, 1.3, 1.78],
    [16.2, -8.9, 1.25, 1.66],
    [31, -8.6, -1.2, 1.72],
    [47, -7.9, -1.4, 1.84],
    [12, 8.3, 1.1, 1.7],
    [27, 8.8, -1.3, 1.62],
    [36, 8.1, -1.25, 1.8],
    [56, -8.8, 1.2, 1.15],
    [57, -8.2, 1.2, 1.74],
    [66, 8.6, -1.3, 1.76],
  ] as const;
  const crossing = walker(
    OUTFITS[1]!,
    1.75,
    1.3,
    (time) => [CROSSINGS[0]! + 1.6, -7.1 + 1.3 * time],
    Math.PI / 2,
  );
  const waiting = walker(OUTFITS[0]!, 1.69, 0, () => [CROSSINGS[1]! + 1.5, -6.6], Math.PI / 2);
  return [
    ...along.map(([s, d, speed, height], i) =>
      walker(
        OUTFITS[i % OUTFITS.length]!,
        height,
        speed,
        (time) => [s + speed * time, d],
        speed < 0 ? Math.PI : 0,
      ),
    ),
    crossing,
    waiting,
  ];
}

function walker(
  outfit: Outfit,
  height: number,
  speed: number,
  placeAt: (time: number) => readonly [s: number, d: number],
  turnRad: number,
): Actor {
  const pace = speed === 0 ? 0 : 1;
  return {
    class: 'pedestrian',
    motion: speed === 0 ? 'parked' : 'moving',
    // A step is 0.72 m: the legs swing once to each side in two of them.
    modelAt: (time) =>
      pedestrianModel(
        outfit,
        height,
        pace * Math.sin(((height * 7 + Math.abs(speed) * time) / 1.44) * 2 * Math.PI),
      ),
    poseAt: (time) => poseUpright(...placeAt(time), turnRad),
  };
}

function parkedCars(): Actor[] {
  const random = createRandom(20240611);
  const actors: Actor[] = [];
  for (const side of [-1, 1]) {
    for (let bay = -5; bay < 19; bay++) {
      const s = bay * 6.2 + random.between(-0.3, 0.3);
      const design = random.pick([SEDAN, SEDAN, HATCHBACK, HATCHBACK, SUV, VAN]);
      const hex = random.pick(PAINTS);
      const d = side * (PARKING_D + random.between(-0.12, 0.12));
      const turn = (side > 0 ? Math.PI : 0) + random.between(-0.035, 0.035);
      if (random.next() < 0.34 || isKeptFree(s, side)) continue;
      actors.push({
        class: 'car',
        motion: 'parked',
        modelAt: () => carModel(design, hex, s),
        poseAt: () => poseOnSlope(s, d, turn),
      });
    }
  }
  return actors;
}

/** Zebra crossings and the roadworks. */
function isKeptFree(s: number, side: number): boolean {
  if (side < 0 && s > WORKS_S - 6 && s < WORKS_S + 12) return true;
  return CROSSINGS.some((start) => s > start - 3.5 && s < start + CROSSING_WIDTH + 3.5);
}

const WORKS_S = 36;

function roadworks(): Actor[] {
  const cones = [
    [0, -5.3],
    [1.6, -4.6],
    [3.2, -4.05],
    [5.2, -4],
    [7.2, -4.1],
  ] as const;
  return [
    ...cones.map(([s, d]) => still('cone', WORKS_S + s, d, 0, coneModel())),
    still('other', WORKS_S + 8.6, -4.75, 0.08, barrierModel()),
    still('other', 21, 6.6, -Math.PI / 2, binModel()),
    still('other', 21.9, 6.62, -Math.PI / 2 + 0.1, binModel()),
    still('other', 29.5, -6.7, Math.PI / 2, binModel()),
  ];
}

function still(kind: SampleClass, s: number, d: number, turnRad: number, model: Model): Actor {
  const pose = poseOnSlope(s, d, turnRad);
  return { class: kind, motion: 'parked', modelAt: () => model, poseAt: () => pose };
}
