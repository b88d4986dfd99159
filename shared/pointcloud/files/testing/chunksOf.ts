/** The bytes in chunks of these sizes, over and over; every chunk comes in the same memory, as some sources do it. */
export async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(Math.max(1, ...sizes));
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const chunk = bytes.subarray(at, at + sizes[i % sizes.length]!);
    memory.fill(255);
    memory.set(chunk);
    yield memory.subarray(0, chunk.length);
    at += chunk.length;
  }
}
