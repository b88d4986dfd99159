/**
 * The cell of each of `rows` points, and where each cell begins, as `assignCells` in `cellOrder.ts`. Float64, as there, so
 * that no point lands in another cell. Up to 16 bytes behind the columns are read.
 *
 * @param perMetre cells in a metre: a power of two, so that multiplying rounds as dividing does
 * @param cells receives a u32 for each row, and up to three more
 * @param starts columns · grid rows + 3 u32, all zero; receives where cells begin
 */
export function assignCells(
  x: usize,
  y: usize,
  z: usize,
  rows: usize,
  minX: f64,
  minY: f64,
  perMetre: f64,
  columns: i32,
  gridRows: i32,
  cells: usize,
  starts: usize,
): void {
  const outside = columns * gridRows;
  const width = i32x4.splat(columns);
  const height = i32x4.splat(gridRows);
  const zero = f32x4.splat(0);
  const lanes = i32x4(0, 1, 2, 3);
  for (let at: usize = 0; at < rows << 2; at += 16) {
    const px = v128.load(x + at);
    const py = v128.load(y + at);
    const pz = v128.load(z + at);
    const column = steps(px, minX, perMetre);
    const row = steps(py, minY, perMetre);
    // Unsigned: what is negative is large.
    const inside = v128.and(i32x4.lt_u(column, width), i32x4.lt_u(row, height));
    // 0 times what is not finite is NaN.
    const sum = f32x4.add(f32x4.add(f32x4.mul(px, zero), f32x4.mul(py, zero)), f32x4.mul(pz, zero));
    const isRow = i32x4.lt_s(lanes, i32x4.splat((rows - (at >> 2)) as i32));
    const cell = v128.bitselect(
      v128.bitselect(i32x4.add(i32x4.mul(row, width), column), i32x4.splat(outside), inside),
      i32x4.splat(outside + 1),
      v128.and(f32x4.eq(sum, zero), isRow),
    );
    v128.store(cells + at, cell);
    tally(starts, i32x4.extract_lane(cell, 0));
    tally(starts, i32x4.extract_lane(cell, 1));
    tally(starts, i32x4.extract_lane(cell, 2));
    tally(starts, i32x4.extract_lane(cell, 3));
  }
  let sum: u32 = 0;
  for (let cell = starts; cell < starts + ((outside + 3) << 2); cell += 4) {
    sum += load<u32>(cell);
    store<u32>(cell, sum);
  }
}

/** ⌊(value − low) · perMetre⌋ of four values. */
function steps(values: v128, low: f64, perMetre: f64): v128 {
  const lows = f64x2.splat(low);
  const scale = f64x2.splat(perMetre);
  const first = f64x2.promote_low_f32x4(values);
  const second = f64x2.promote_low_f32x4(v128.shuffle<i32>(values, values, 2, 3, 2, 3));
  return v128.shuffle<i64>(
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.mul(f64x2.sub(first, lows), scale))),
    i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.mul(f64x2.sub(second, lows), scale))),
    0,
    2,
  );
}

/** One more in the cell before the one at which its end stands. */
function tally(starts: usize, cell: i32): void {
  const end = starts + ((cell as usize) << 2) + 4;
  store<u32>(end, load<u32>(end) + 1);
}

/**
 * Moves `count` points to their cells, in file order within each; see `sortByCell` in `cellOrder.ts`.
 *
 * @param next where each cell goes on: begins as `starts`
 * @param toRows receives the row of each point
 * @param toScalar 0 where there is none
 */
export function moveToCells(
  count: usize,
  cells: usize,
  next: usize,
  x: usize,
  y: usize,
  z: usize,
  scalar: usize,
  toX: usize,
  toY: usize,
  toZ: usize,
  toScalar: usize,
  toRows: usize,
): void {
  for (let row: usize = 0; row < count; row++) {
    const from = row << 2;
    const place = next + ((load<u32>(cells + from) as usize) << 2);
    const index = load<u32>(place);
    store<u32>(place, index + 1);
    const to = (index as usize) << 2;
    store<f32>(toX + to, load<f32>(x + from));
    store<f32>(toY + to, load<f32>(y + from));
    store<f32>(toZ + to, load<f32>(z + from));
    if (toScalar) store<f32>(toScalar + to, load<f32>(scalar + from));
    store<u32>(toRows + to, row as u32);
  }
}

/** Lowest and highest z of each of `cells` cells, rounded outwards, as `heightsOf` in `cellOrder.ts`. */
export function cellHeights(z: usize, starts: usize, cells: usize, lowZ: usize, highZ: usize): void {
  for (let cell: usize = 0; cell < cells << 2; cell += 4) {
    let at = z + ((load<u32>(starts + cell) as usize) << 2);
    const end = z + ((load<u32>(starts + cell, 4) as usize) << 2);
    let lows = f32x4.splat(Infinity);
    let highs = f32x4.splat(-Infinity);
    for (; at + 16 <= end; at += 16) {
      const heights = v128.load(at);
      lows = f32x4.pmin(lows, heights);
      highs = f32x4.pmax(highs, heights);
    }
    for (; at < end; at += 4) {
      const heights = f32x4.splat(load<f32>(at));
      lows = f32x4.pmin(lows, heights);
      highs = f32x4.pmax(highs, heights);
    }
    lows = f32x4.pmin(lows, v128.shuffle<i32>(lows, lows, 2, 3, 0, 1));
    highs = f32x4.pmax(highs, v128.shuffle<i32>(highs, highs, 2, 3, 0, 1));
    const low = min(f32x4.extract_lane(lows, 0), f32x4.extract_lane(lows, 1)) as f64;
    const high = max(f32x4.extract_lane(highs, 0), f32x4.extract_lane(highs, 1)) as f64;
    const isEmpty = low > high;
    store<f32>(lowZ + cell, (isEmpty ? low : low - abs(low) * 1.2e-7 + 0) as f32);
    store<f32>(highZ + cell, (isEmpty ? high : high + abs(high) * 1.2e-7 + 0) as f32);
  }
}
