/**
 * The box around the finite ones of `rows` points, as `finiteBounds` in `bounds.ts`. Up to 16 bytes behind them are read.
 *
 * @param result six f32: lowest x, y, z, highest x, y, z; ±∞ without a finite point
 * @returns how many points are finite
 */
export function finiteBounds(x: usize, y: usize, z: usize, rows: usize, result: usize): i32 {
  const most = f32x4.splat(Infinity);
  const least = f32x4.splat(-Infinity);
  let minX = most;
  let minY = most;
  let minZ = most;
  let maxX = least;
  let maxY = least;
  let maxZ = least;
  const lanes = i32x4(0, 1, 2, 3);
  let count = i32x4.splat(0);
  for (let at: usize = 0; at < rows << 2; at += 16) {
    const px = v128.load(x + at);
    const py = v128.load(y + at);
    const pz = v128.load(z + at);
    const finite = v128.and(
      finiteMask(px, py, pz),
      i32x4.lt_s(lanes, i32x4.splat((rows - (at >> 2)) as i32)),
    );
    minX = f32x4.pmin(minX, v128.bitselect(px, most, finite));
    minY = f32x4.pmin(minY, v128.bitselect(py, most, finite));
    minZ = f32x4.pmin(minZ, v128.bitselect(pz, most, finite));
    maxX = f32x4.pmax(maxX, v128.bitselect(px, least, finite));
    maxY = f32x4.pmax(maxY, v128.bitselect(py, least, finite));
    maxZ = f32x4.pmax(maxZ, v128.bitselect(pz, least, finite));
    count = i32x4.sub(count, finite);
  }
  store<f32>(result, lowest(minX));
  store<f32>(result, lowest(minY), 4);
  store<f32>(result, lowest(minZ), 8);
  store<f32>(result, highest(maxX), 12);
  store<f32>(result, highest(maxY), 16);
  store<f32>(result, highest(maxZ), 20);
  return (
    i32x4.extract_lane(count, 0) +
    i32x4.extract_lane(count, 1) +
    i32x4.extract_lane(count, 2) +
    i32x4.extract_lane(count, 3)
  );
}

/** All ones where the three are finite: 0 times anything else is NaN. */
function finiteMask(x: v128, y: v128, z: v128): v128 {
  const zero = f32x4.splat(0);
  const sum = f32x4.add(f32x4.add(f32x4.mul(x, zero), f32x4.mul(y, zero)), f32x4.mul(z, zero));
  return f32x4.eq(sum, zero);
}

function lowest(lanes: v128): f32 {
  return min(
    min(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    min(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  );
}

function highest(lanes: v128): f32 {
  return max(
    max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  );
}
