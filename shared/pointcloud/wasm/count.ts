// A cuboid, the grid's frame, and the cuboid once more in float32, as `countByKernel.ts` lays them out: bytes from `block`.
const CENTRE: usize = 0;
const HALF: usize = 24;
const ROTATION: usize = 48;
const GRID: usize = 120;
const FLOATS: usize = 144;

/** In a run of this error any point could be nearer to a face than float32 can tell. */
const UNSURE: f64 = Infinity;

/**
 * How many points lie in a cuboid, exactly as `countPointsInCuboid` in `pointsInCuboid.ts`: float32 decides on the points
 * that are farther from every face than it can be wrong, float64 on the others. Which cells are looked at is described
 * in `cuboidCells.ts`.
 *
 * @param block centre, half the size and the rotation labelFromBox (f64), the grid's corner and the size of a cell
 *   (f64), and 60 bytes of room
 * @param left and right, bottom, top: the cells that the cuboid's reach meets, ends included
 * @param reachX and reachY, reachZ: half its extent
 * @param outside where the start of the cell outside the grid stands; 0 where the cuboid does not reach beyond the grid
 */
export function countInCuboid(
  block: usize,
  x: usize,
  y: usize,
  z: usize,
  starts: usize,
  lowZ: usize,
  highZ: usize,
  columns: i32,
  left: i32,
  right: i32,
  bottom: i32,
  top: i32,
  reachX: f64,
  reachY: f64,
  reachZ: f64,
  slack: f64,
  outside: usize,
): u32 {
  for (let i: usize = 0; i < 15; i++)
    store<f32>(block + (i << 2), load<f64>(block + (i << 3)) as f32, FLOATS);
  const cx = load<f64>(block, CENTRE);
  const cy = load<f64>(block, CENTRE + 8);
  const cz = load<f64>(block, CENTRE + 16);
  const minX = load<f64>(block, GRID);
  const minY = load<f64>(block, GRID + 8);
  const cellMetres = load<f64>(block, GRID + 16);
  const perMetre = 1 / cellMetres;
  const halves = load<f64>(block, HALF) + load<f64>(block, HALF + 8) + load<f64>(block, HALF + 16);
  // By how much float32 can be wrong about how far a point of a cell is from a face, metres. With u = 2⁻²⁴: the centre
  // is rounded (u · |c|), and so are the differences from it, the rotation, three products, two sums and the last
  // difference (6 u · (|dx| + |dy| + |dz|), the rotation's entries being at most 1), and the half sizes (2 u · half).
  // Twice that; dz is the cell's.
  const errorPerMetre: f64 = 6 * 1.2e-7;
  const flatError =
    (abs(cx) + abs(cy) + abs(cz) + 2 * halves) * 1.2e-7 + errorPerMetre * (reachX + reachY + 2 * cellMetres);
  let count: u32 = 0;
  for (let row = bottom; row <= top; row++) {
    const y0 = minY + (row as f64) * cellMetres - cy;
    let low: f64 = -Infinity;
    let high: f64 = Infinity;
    for (let axis = block; axis < block + 24; axis += 8) {
      const alongX = load<f64>(axis, ROTATION);
      if (abs(alongX) > 1e-3) {
        const perX = 1 / alongX;
        const lean = load<f64>(axis, ROTATION + 24) * perX;
        const width = load<f64>(axis, HALF) + abs(load<f64>(axis, ROTATION + 48)) * reachZ + slack;
        const half = width * abs(perX);
        const a = lean * y0;
        const b = lean * (y0 + cellMetres);
        low = max(low, -half - max(a, b));
        high = min(high, half - min(a, b));
      }
    }
    const first = max(left, columnAt((cx + low - slack - minX) * perMetre));
    const last = min(right, columnAt((cx + high + slack - minX) * perMetre));
    let from: u32 = 0;
    let to: u32 = 0;
    let height: f64 = 0;
    for (let column = first; column <= last; column++) {
      const at = ((row * columns + column) as usize) << 2;
      const cellLow = (load<f32>(lowZ + at) as f64) - cz;
      const cellHigh = (load<f32>(highZ + at) as f64) - cz;
      if (cellLow > reachZ || cellHigh < -reachZ) continue;
      const start = load<u32>(starts + at);
      const end = load<u32>(starts + at, 4);
      const x0 = minX + (column as f64) * cellMetres - cx;
      if (isInside(block, x0, y0, cellMetres / 2, cellLow, cellHigh, slack)) {
        count += end - start;
        continue;
      }
      // Neighbours lie side by side: longer runs leave fewer points over from the groups of four.
      if (start != to) {
        count += countRun(block, x, y, z, from, to, flatError + errorPerMetre * height);
        from = start;
        height = 0;
      }
      to = end;
      height = max(height, max(-cellLow, cellHigh));
    }
    count += countRun(block, x, y, z, from, to, flatError + errorPerMetre * height);
  }
  return outside
    ? count + countRun(block, x, y, z, load<u32>(outside), load<u32>(outside, 4), UNSURE)
    : count;
}

/** ⌊cells⌋; beyond the integers the nearest one. */
function columnAt(cells: f64): i32 {
  return i32x4.extract_lane(i32x4.trunc_sat_f64x2_s_zero(f64x2.splat(floor(cells))), 0);
}

/** Does the whole box of a cell, with the heights of its points, lie in the cuboid? All relative to its centre. */
function isInside(block: usize, x0: f64, y0: f64, side: f64, low: f64, high: f64, slack: f64): bool {
  const height = (high - low) / 2;
  const dx = x0 + side;
  const dy = y0 + side;
  const dz = low + height;
  for (let axis = block; axis < block + 24; axis += 8) {
    const a = load<f64>(axis, ROTATION);
    const b = load<f64>(axis, ROTATION + 24);
    const c = load<f64>(axis, ROTATION + 48);
    const farthest = abs(a * dx + b * dy + c * dz) + (abs(a) + abs(b)) * side + abs(c) * height;
    if (farthest > load<f64>(axis, HALF) - slack) return false;
  }
  return true;
}

function countRun(block: usize, x: usize, y: usize, z: usize, from: u32, to: u32, error: f64): u32 {
  const cx = v128.load32_splat(block, FLOATS);
  const cy = v128.load32_splat(block, FLOATS + 4);
  const cz = v128.load32_splat(block, FLOATS + 8);
  const halfLength = v128.load32_splat(block, FLOATS + 12);
  const halfWidth = v128.load32_splat(block, FLOATS + 16);
  const halfHeight = v128.load32_splat(block, FLOATS + 20);
  const m0 = v128.load32_splat(block, FLOATS + 24);
  const m1 = v128.load32_splat(block, FLOATS + 28);
  const m2 = v128.load32_splat(block, FLOATS + 32);
  const m3 = v128.load32_splat(block, FLOATS + 36);
  const m4 = v128.load32_splat(block, FLOATS + 40);
  const m5 = v128.load32_splat(block, FLOATS + 44);
  const m6 = v128.load32_splat(block, FLOATS + 48);
  const m7 = v128.load32_splat(block, FLOATS + 52);
  const m8 = v128.load32_splat(block, FLOATS + 56);
  // What float32 could overflow on is left to float64.
  const errors = f32x4.splat((error < 1e30 ? error : UNSURE) as f32);
  const sure = f32x4.neg(errors);
  let counts = i32x4.splat(0);
  let count: u32 = 0;
  let at = (from as usize) << 2;
  const end = (to as usize) << 2;
  for (; at + 16 <= end; at += 16) {
    const dx = f32x4.sub(v128.load(x + at), cx);
    const dy = f32x4.sub(v128.load(y + at), cy);
    const dz = f32x4.sub(v128.load(z + at), cz);
    const u = f32x4.add(f32x4.add(f32x4.mul(m0, dx), f32x4.mul(m3, dy)), f32x4.mul(m6, dz));
    const v = f32x4.add(f32x4.add(f32x4.mul(m1, dx), f32x4.mul(m4, dy)), f32x4.mul(m7, dz));
    const w = f32x4.add(f32x4.add(f32x4.mul(m2, dx), f32x4.mul(m5, dy)), f32x4.mul(m8, dz));
    const beyond = f32x4.pmax(
      f32x4.pmax(f32x4.sub(f32x4.abs(u), halfLength), f32x4.sub(f32x4.abs(v), halfWidth)),
      f32x4.sub(f32x4.abs(w), halfHeight),
    );
    counts = i32x4.sub(counts, f32x4.lt(beyond, sure));
    // Greater, rather than not: what overflowed to NaN is unsure.
    const clear = f32x4.gt(f32x4.abs(beyond), errors);
    if (!i32x4.all_true(clear)) {
      if (!i32x4.extract_lane(clear, 0)) count += isPointInside(block, x + at, y + at, z + at);
      if (!i32x4.extract_lane(clear, 1)) count += isPointInside(block, x + at + 4, y + at + 4, z + at + 4);
      if (!i32x4.extract_lane(clear, 2)) count += isPointInside(block, x + at + 8, y + at + 8, z + at + 8);
      if (!i32x4.extract_lane(clear, 3)) count += isPointInside(block, x + at + 12, y + at + 12, z + at + 12);
    }
  }
  for (; at < end; at += 4) count += isPointInside(block, x + at, y + at, z + at);
  return (
    count +
    i32x4.extract_lane(counts, 0) +
    i32x4.extract_lane(counts, 1) +
    i32x4.extract_lane(counts, 2) +
    i32x4.extract_lane(counts, 3)
  );
}

function isPointInside(block: usize, x: usize, y: usize, z: usize): u32 {
  const dx = (load<f32>(x) as f64) - load<f64>(block, CENTRE);
  const dy = (load<f32>(y) as f64) - load<f64>(block, CENTRE + 8);
  const dz = (load<f32>(z) as f64) - load<f64>(block, CENTRE + 16);
  for (let axis = block; axis < block + 24; axis += 8) {
    const along =
      load<f64>(axis, ROTATION) * dx +
      load<f64>(axis, ROTATION + 24) * dy +
      load<f64>(axis, ROTATION + 48) * dz;
    if (!(abs(along) <= load<f64>(axis, HALF))) return 0;
  }
  return 1;
}
