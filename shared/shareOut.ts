/** One of several equal parts of the work: `3/8`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** More are a slip of the hand: each is a run of the program. */
export const MOST_SHARDS = 100_000;

/** `3/8`: the third of eight. Undefined for what is not written so, or is not one of them. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  const isOne = shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS;
  return isOne ? shard : undefined;
}

/**
 * Does something of that name fall to the shard? Of n shards every name falls to exactly one. Which one it is follows
 * from the name alone: not from what else there is, nor from its order, the machine or the version of the program; so
 * shards can run anywhere and at any time, and one that is run again does the same again.
 *
 * What is shared out are whole sequences, by their id: rules about tracks and cameras look at all frames of one, and so
 * do formats that number objects through.
 *
 * The shard is `hash mod n`, counted from 0; the hash is FNV-1a (32 bits) over the name's UTF-8 bytes in Unicode's NFC
 * form, with the last mixing steps of MurmurHash3, without which its low bits are even where those of the names are.
 */
export function isInShard(name: string, shard: Shard): boolean {
  return hashOf(name) % shard.count === shard.index - 1;
}

/** Those that fall to the shard, in their order; all without one. */
export function sharedOut<T extends { readonly id: string }>(
  items: readonly T[],
  shard: Shard | undefined,
): readonly T[] {
  return shard === undefined ? items : items.filter(({ id }) => isInShard(id, shard));
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name.normalize('NFC')))
    hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
