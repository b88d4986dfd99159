/**
 * One element of each of `rows` rows, bit for bit: from `source`, every `stride` bytes, to `target`, every `step` bytes.
 * One function for each width of 1, 2, 4 and 8 bytes.
 */
export function gather1(source: usize, stride: usize, rows: u32, target: usize, step: usize): void {
  for (const end = source + rows * stride; source < end; source += stride, target += step)
    store<u8>(target, load<u8>(source));
}

export function gather2(source: usize, stride: usize, rows: u32, target: usize, step: usize): void {
  for (const end = source + rows * stride; source < end; source += stride, target += step)
    store<u16>(target, load<u16>(source));
}

export function gather4(source: usize, stride: usize, rows: u32, target: usize, step: usize): void {
  for (const end = source + rows * stride; source < end; source += stride, target += step)
    store<u32>(target, load<u32>(source));
}

export function gather8(source: usize, stride: usize, rows: u32, target: usize, step: usize): void {
  for (const end = source + rows * stride; source < end; source += stride, target += step)
    store<u64>(target, load<u64>(source));
}

/**
 * Four elements of 4 bytes that lie side by side, to a column each: four rows at a time, transposed in registers. The
 * number of rows is rounded up to a multiple of four, so up to three more are read and written.
 */
export function gatherFour(
  source: usize,
  stride: usize,
  rows: u32,
  first: usize,
  second: usize,
  third: usize,
  fourth: usize,
): void {
  for (let row: u32 = 0; row < rows; row += 4) {
    const a = v128.load(source);
    const b = v128.load(source + stride);
    const c = v128.load(source + 2 * stride);
    const d = v128.load(source + 3 * stride);
    const lowAB = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const highAB = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const lowCD = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const highCD = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const offset: usize = 4 * row;
    v128.store(first + offset, v128.shuffle<i64>(lowAB, lowCD, 0, 2));
    v128.store(second + offset, v128.shuffle<i64>(lowAB, lowCD, 1, 3));
    v128.store(third + offset, v128.shuffle<i64>(highAB, highCD, 0, 2));
    v128.store(fourth + offset, v128.shuffle<i64>(highAB, highCD, 1, 3));
    source += 4 * stride;
  }
}
