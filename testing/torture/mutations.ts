export type Random = () => number;

const INTERESTING: readonly unknown[] = [
  null,
  true,
  '',
  '..',
  '../../x',
  'lidar/0.pcd',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  'x'.repeat(5000),
  '00000000-0000-4000-8000-000000000001',
  'AAAAAAAA-AAAA-4AAA-8AAA-AAAAAAAAAAAA',
  -1,
  0,
  -0,
  0.5,
  1e-320,
  1e21,
  1e308,
  -1e308,
  2 ** 53,
  [],
  {},
  [0, 0, 0, 0],
  [1e308, -1e308, 1e308],
  { before: {}, after: {} },
];

/** A value with some of its parts put in the place of others, or by what breaks programs. */
export function rewritten(value: unknown, random: Random, seen: unknown[] = []): unknown {
  seen.push(value);
  if (random() < 0.02) return pick(INTERESTING, random);
  if (random() < 0.02) return structuredClone(pick(seen, random));
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => rewritten(item, random, seen));
    if (random() < 0.03) items.push(...structuredClone(items));
    if (random() < 0.03) items.splice(Math.floor(random() * items.length), 1);
    if (random() < 0.03) items.reverse();
    return items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, rewritten(part, random, seen)] as const);
  const kept = entries.filter(() => random() >= 0.01);
  // Defined, and not set: the text that comes of it has the key.
  if (random() < 0.02) kept.push(['__proto__', { isHostile: true }]);
  if (random() < 0.02 && kept.length > 1) {
    const [[first, one], [second, other], ...rest] = kept as [
      readonly [string, unknown],
      readonly [string, unknown],
    ];
    return Object.fromEntries([[first, other], [second, one], ...rest]);
  }
  return Object.fromEntries(kept);
}

/** Bytes to which one to five things happened that happen to files. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated: Uint8Array = bytes.slice();
  for (let n = 1 + Math.floor(random() * 5); n > 0; n -= 1) mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(bytes: Uint8Array, random: Random): Uint8Array {
  const at = Math.floor(random() * bytes.length);
  const length = Math.floor(random() * random() * 2000);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (Math.floor(random() * 8)) {
    case 0: {
      const flipped = bytes.slice();
      if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      return flipped;
    }
    case 1:
      return head;
    case 2:
      return Buffer.concat([head, tail.subarray(length)]);
    case 3:
      return Buffer.concat([head, head.subarray(-length), tail]);
    case 4:
      return Buffer.concat([head, new Uint8Array(length), tail]);
    case 5:
      return Buffer.concat([head, new Uint8Array(length).map(() => Math.floor(random() * 256)), tail]);
    case 6: {
      const zeroed = bytes.slice();
      zeroed.subarray(at - (at % 512), at - (at % 512) + 512).fill(0);
      return zeroed;
    }
    default: {
      const from = Math.floor(random() * bytes.length);
      return Buffer.concat([head, bytes.subarray(from, from + length), tail]);
    }
  }
}

function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}
