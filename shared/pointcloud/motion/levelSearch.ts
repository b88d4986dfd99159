import { fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import { composeTransforms, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { sampleIndices } from '../sample.ts';
import { CELL_METRES, MAP_ROW, mapCell, nearnessMap } from './nearnessMap.ts';
import type { Uprights } from './uprights.ts';

/** How far a vehicle gets between frames that people label: 110 km/h at 2 Hz, and a turn at a crossing. */
const FARTHEST_METRES = 16;
const FARTHEST_TURN = (18 * Math.PI) / 180;

/** Finer than what refining finds its way from. */
const STEP_METRES = 1;
const STEP_TURN = (3 * Math.PI) / 180;

const SHIFTS = Array.from(
  { length: 2 * (FARTHEST_METRES / STEP_METRES) + 1 },
  (_, i) => i * STEP_METRES - FARTHEST_METRES,
);
const TURNS = Array.from(
  { length: 2 * Math.round(FARTHEST_TURN / STEP_TURN) + 1 },
  (_, i) => i * STEP_TURN - FARTHEST_TURN,
);

/** Starts closer together than this lead to the same place. */
const APART_METRES = 3;

const MOST_UPRIGHTS = 250;

/**
 * Looks for motions, level shifts and turns away from `around`, at which the uprights of the later sweep stand where
 * those of the earlier one do, by trying them all (Olson, "Real-time correlative scan matching", 2009). The most likely
 * first, at most `most`; none where nothing stands. Both frames are those of the sweeps' own origins, z up.
 */
export function levelSearch(
  earlier: Uprights,
  later: Uprights,
  around: RigidTransform,
  most: number,
): readonly RigidTransform[] {
  const map = nearnessMap(earlier);
  const moved = moveUprights(later, around);
  const cells = new Int32Array(moved.length / 2);
  const best = SHIFTS.flatMap((y) => SHIFTS.map((x) => ({ x, y, turn: 0, sum: 0 })));
  for (const turn of TURNS) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    for (let k = 0; k < cells.length; k++) {
      const [x, y] = [moved[k * 2]!, moved[k * 2 + 1]!];
      cells[k] = mapCell(x * cos - y * sin, x * sin + y * cos);
    }
    for (const place of best) {
      // Steps are whole cells, so that a shift is one sum.
      const shift = (place.y * MAP_ROW + place.x) / CELL_METRES;
      let sum = 0;
      for (let k = 0; k < cells.length; k++) sum += map[cells[k]! + shift]!;
      if (sum > place.sum) {
        place.turn = turn;
        place.sum = sum;
      }
    }
  }
  const starts: typeof best = [];
  for (const place of best.sort((a, b) => b.sum - a.sum)) {
    if (starts.length === most || place.sum === 0) break;
    if (starts.every(({ x, y }) => Math.hypot(x - place.x, y - place.y) >= APART_METRES)) starts.push(place);
  }
  return starts.map(({ x, y, turn }) =>
    composeTransforms({ rotation: toMatrix3(fromYaw(turn)), translation: [x, y, 0] }, around),
  );
}

/** A sample of uprights, moved as a level motion of theirs would: how high they stand does not matter. */
function moveUprights(uprights: Uprights, { rotation: r, translation: t }: RigidTransform): Float64Array {
  const chosen = sampleIndices(uprights.length / 2, MOST_UPRIGHTS);
  const moved = new Float64Array(chosen.length * 2);
  for (let k = 0; k < chosen.length; k++) {
    const x = uprights[chosen[k]! * 2]!;
    const y = uprights[chosen[k]! * 2 + 1]!;
    moved[k * 2] = r[0] * x + r[1] * y + t[0];
    moved[k * 2 + 1] = r[3] * x + r[4] * y + t[1];
  }
  return moved;
}
