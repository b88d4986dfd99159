/** At most so many files are read without thinking twice. */
const READ_ALL = 1000;
const SAMPLES = 64;
const READS_AT_ONCE = 32;

export interface ReadEach<T> {
  readonly byPath: ReadonlyMap<string, T>;
  /** Set where not all were read: so many were, all gave the same, and the others are taken to be like them. */
  readonly sampled?: number;
}

/**
 * A small file of every frame, such as a calibration that hardly ever changes. Of very many a sample is read first; only
 * where its files differ all are: a recording of a hundred thousand files opens in a moment.
 *
 * @param keyOf the same for values that mean the same
 */
export async function readEach<T>(
  paths: readonly string[],
  read: (path: string) => Promise<T>,
  keyOf: (value: T) => string,
): Promise<ReadEach<T>> {
  if (paths.length > READ_ALL) {
    const step = Math.ceil(paths.length / SAMPLES);
    const values = await readAll(
      paths.filter((_path, i) => i % step === 0),
      read,
    );
    const [first] = values.values();
    if (first !== undefined && [...values.values()].every((value) => keyOf(value) === keyOf(first))) {
      return { byPath: new Map(paths.map((path) => [path, first])), sampled: values.size };
    }
  }
  return { byPath: await readAll(paths, read) };
}

/** Several files at a time, which hides the latency of network drives. */
export async function readAll<T>(
  paths: readonly string[],
  read: (path: string) => Promise<T>,
): Promise<Map<string, T>> {
  const byPath = new Map<string, T>();
  for (let at = 0; at < paths.length; at += READS_AT_ONCE) {
    const batch = paths.slice(at, at + READS_AT_ONCE);
    const values = await Promise.all(batch.map(read));
    for (const [i, path] of batch.entries()) byPath.set(path, values[i]!);
  }
  return byPath;
}
