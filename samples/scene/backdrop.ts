import { createRandom } from '../random.ts';
import { CROSSING_WIDTH, CROSSINGS } from './groundPaint.ts';
import type { Primitive } from './hit.ts';
import { placeModel, type Model } from './model.ts';
import { buildingModel } from './models/building.ts';
import { hedgeModel, signModel, streetLampModel, treeModel } from './models/street.ts';
import { PAVEMENT_D, poseUpright } from './road.ts';

const WALLS = [
  ['#A0674A', '#E2D8C4', true],
  ['#D8C7A0', '#F0E9DA', false],
  ['#8D8F8C', '#D9D7D0', false],
  ['#86503F', '#DDD3C2', true],
  ['#C98F5A', '#F1E7D2', false],
  ['#E3DED2', '#8A8378', false],
  ['#7C97A0', '#E8E6DE', false],
] as const;

/** Houses, trees, lamps and signs: everything that stands for good and has no label. `firstId` numbers the first of them. */
export function createBackdrop(firstId: number): Primitive[] {
  const primitives: Primitive[] = [];
  let id = firstId;
  const stand = (model: Model, s: number, d: number, turnRad: number): void => {
    primitives.push(...placeModel(model, poseUpright(s, d, turnRad), id++));
  };
  for (const side of [1, -1]) {
    houses(side, stand);
    trees(side, stand);
    for (let s = -33; s < 150; s += 26) {
      stand(streetLampModel(), s + (side > 0 ? 13 : 0), side * 6.45, side > 0 ? -Math.PI / 2 : Math.PI / 2);
    }
  }
  for (const start of CROSSINGS) {
    stand(signModel('#1E4FA3', '#E9EEF5'), start - 0.5, -6.3, 0);
    stand(signModel('#1E4FA3', '#E9EEF5'), start + CROSSING_WIDTH + 0.5, 6.3, Math.PI);
  }
  stand(signModel('#C3150F', '#F4F4F0'), 17, -6.3, 0);
  stand(signModel('#C3150F', '#F4F4F0'), 58, 6.3, Math.PI);
  return primitives;
}

type Stand = (model: Model, s: number, d: number, turnRad: number) => void;

/** A row of houses with a few gaps, where hedges and trees stand. */
function houses(side: number, stand: Stand): void {
  const random = createRandom(side > 0 ? 71 : 172);
  let s = -62;
  for (let number = 0; s < 190; number++) {
    const length = random.between(11, 19);
    const height = 3.8 + 3.2 * Math.floor(random.between(side > 0 ? 1 : 1.4, side > 0 ? 3.4 : 4.6)) + 0.9;
    const [wallHex, trimHex, isBrick] = random.pick(WALLS);
    const isGap = number % 4 === (side > 0 ? 2 : 3);
    const middle = s + length / 2;
    const turn = side > 0 ? 0 : Math.PI;
    if (isGap) {
      stand(hedgeModel(length - 2), middle, side * (PAVEMENT_D + 1.2), turn);
      for (const [ds, dd] of [
        [-3, 6],
        [3.4, 5],
        [0.5, 10],
      ] as const) {
        stand(treeModel(number * 31 + dd, random.between(6.5, 9)), middle + ds, side * (PAVEMENT_D + dd), 0);
      }
    } else {
      const design = {
        size: [length, random.between(9, 12), height],
        wallHex,
        trimHex,
        isBrick,
        seed: number * 2 + (side > 0 ? 0 : 1),
      } as const;
      stand(buildingModel(design), middle, side * (PAVEMENT_D + 0.5 + random.between(0, 0.5)), turn);
    }
    s += length + (isGap ? 0 : random.next() < 0.3 ? 2.4 : 0.4);
  }
}

function trees(side: number, stand: Stand): void {
  const random = createRandom(side > 0 ? 5 : 6);
  for (let s = -40; s < 150; s += 13) {
    const at = s + random.between(-1.5, 1.5) + (side > 0 ? 6 : 0);
    const height = random.between(5.2, 7);
    const isNearCrossing = CROSSINGS.some((start) => Math.abs(at - start) < 6);
    if (isNearCrossing || random.next() < 0.2) continue;
    stand(treeModel(Math.round(at * 10), height), at, side * 7, random.between(0, 6));
  }
}
