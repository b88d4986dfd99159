/**
 * Quantises points to four u16 each and puts them in a spread order, as `packPoints` in `packPoints.ts`. Float32, as there.
 *
 * @param count points in each of the four columns; up to 16 bytes behind them are read
 * @param ranges for each column two f32: what becomes 0, and the steps in a unit
 * @param size points of a block, apart from the one that some have more
 * @param blockCount how many blocks; `blocks` and `starts` have a u32 for each, as in `spreadOrder.ts`
 * @param passStarts for each of `size` passes a u32: where in `data` it begins, bytes
 */
export function packPoints(
  x: usize,
  y: usize,
  z: usize,
  scalar: usize,
  count: usize,
  ranges: usize,
  size: usize,
  blockCount: usize,
  blocks: usize,
  starts: usize,
  passStarts: usize,
  data: usize,
): void {
  const passEnd = passStarts + (size << 2);
  let afterPasses = data + ((size * blockCount) << 3);
  for (let turn: usize = 0; turn < blockCount; turn++) {
    const block: u64 = load<u32>(blocks + (turn << 2));
    const first = ((block * count) / blockCount) as usize;
    const end = (((block + 1) * count) / blockCount) as usize;
    const place = data + (turn << 3);
    let pass = passStarts + (load<u32>(starts + (turn << 2)) << 2);
    for (let done: usize = 0; done < size; done += 4) {
      const at = (first + done) << 2;
      const px = steps(x + at, ranges);
      const py = steps(y + at, ranges + 8);
      const pz = steps(z + at, ranges + 16);
      const ps = steps(scalar + at, ranges + 24);
      const xy = v128.or(px, i32x4.shl(py, 16));
      const zs = v128.or(pz, i32x4.shl(ps, 16));
      const low = v128.shuffle<i32>(xy, zs, 0, 4, 1, 5);
      const high = v128.shuffle<i32>(xy, zs, 2, 6, 3, 7);
      const left = size - done;
      store<i64>(place + load<u32>(pass), i64x2.extract_lane(low, 0));
      pass = pass + 4 == passEnd ? passStarts : pass + 4;
      if (left > 1) {
        store<i64>(place + load<u32>(pass), i64x2.extract_lane(low, 1));
        pass = pass + 4 == passEnd ? passStarts : pass + 4;
      }
      if (left > 2) {
        store<i64>(place + load<u32>(pass), i64x2.extract_lane(high, 0));
        pass = pass + 4 == passEnd ? passStarts : pass + 4;
      }
      if (left > 3) {
        store<i64>(place + load<u32>(pass), i64x2.extract_lane(high, 1));
        pass = pass + 4 == passEnd ? passStarts : pass + 4;
      }
    }
    if (first + size < end) {
      const at = (end - 1) << 2;
      const px = i32x4.extract_lane(steps(x + at, ranges), 0);
      const py = i32x4.extract_lane(steps(y + at, ranges + 8), 0);
      const pz = i32x4.extract_lane(steps(z + at, ranges + 16), 0);
      const ps = i32x4.extract_lane(steps(scalar + at, ranges + 24), 0);
      store<i32>(afterPasses, px | (py << 16));
      store<i32>(afterPasses, pz | (ps << 16), 4);
      afterPasses += 8;
    }
  }
}

/** Four values as steps 0 … 65535; NaN as 0. */
function steps(values: usize, range: usize): v128 {
  const offset = f32x4.sub(v128.load(values), v128.load32_splat(range));
  const exact = f32x4.add(f32x4.mul(offset, v128.load32_splat(range + 4)), f32x4.splat(0.5));
  // In this order: a pseudo-maximum answers its first where the second is NaN.
  const positive = f32x4.pmax(f32x4.splat(0), exact);
  return i32x4.trunc_sat_f32x4_u(f32x4.pmin(positive, f32x4.splat(65535)));
}
