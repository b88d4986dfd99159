/** Why a block ended, as in `lzfStream.ts`: more input or more room is needed, or the stream is damaged. */
const GOES_ON = 0;
const INPUT_ENDS = 1;
const REFERENCE_BEFORE_START = 2;
const OUTPUT_OVERFLOW = 3;

/**
 * Decompresses as much of an LZF stream as lies in one block; the format is described in `src/lzf.ts`.
 *
 * Runs are copied 16 bytes at a time, so up to 16 bytes behind a run are overwritten with garbage, and up to 32 behind
 * `inputEnd` are read: the caller has room for that.
 *
 * @param from the next control byte
 * @param inputStop no run is begun here or behind: `inputEnd` where the stream ends with the block
 * @param to where output goes on; at least 8192 bytes before it are readable
 * @param outputStop no run is begun behind it: 264 bytes, the longest run, before the room ends
 * @param outputEnd more output than up to here is too much
 * @param historyStart the first byte that a reference may mean
 * @param patterns for each distance d up to 15 the 16 bytes 0 … d − 1, 0 … d − 1, …
 * @param result two u32: where input and output stand
 */
export function lzfBlock(
  from: usize,
  inputStop: usize,
  inputEnd: usize,
  to: usize,
  outputStop: usize,
  outputEnd: usize,
  historyStart: usize,
  patterns: usize,
  result: usize,
): i32 {
  let status: i32 = GOES_ON;
  while (from < inputStop && to <= outputStop) {
    const control: usize = load<u8>(from++);
    if (control < 32) {
      const run: usize = control + 1;
      if (to + run > outputEnd) {
        status = OUTPUT_OVERFLOW;
        break;
      }
      if (from + run > inputEnd) {
        status = INPUT_ENDS;
        break;
      }
      v128.store(to, v128.load(from));
      if (run > 16) v128.store(to + 16, v128.load(from + 16));
      from += run;
      to += run;
      continue;
    }
    let length: usize = (control >> 5) + 2;
    if (from + (length == 9 ? 2 : 1) > inputEnd) {
      status = INPUT_ENDS;
      break;
    }
    if (length == 9) length += load<u8>(from++);
    const distance: usize = ((control & 31) << 8) + load<u8>(from++) + 1;
    if (to - historyStart < distance) {
      status = REFERENCE_BEFORE_START;
      break;
    }
    const end = to + length;
    if (end > outputEnd) {
      status = OUTPUT_OVERFLOW;
      break;
    }
    let source = to - distance;
    if (distance >= 16) {
      for (; to < end; to += 16, source += 16) v128.store(to, v128.load(source));
    } else {
      // The reference overlaps what it writes: its bytes are repeated.
      const pattern = v128.swizzle(v128.load(source), v128.load(patterns + 16 * distance));
      const step: usize = 16 - ((16 as usize) % distance);
      for (; to < end; to += step) v128.store(to, pattern);
    }
    to = end;
  }
  store<u32>(result, from as u32);
  store<u32>(result, to as u32, 4);
  return status;
}
