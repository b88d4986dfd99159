import type { PcdColumn } from './types.ts';

/** Takes the bytes behind the header in pieces of any size and fills columns. */
export interface Body {
  /** How many bytes at a time go through fastest: small enough for the cache, or everything at once. */
  readonly windowBytes: number;
  /** Points complete so far. When they are all there, further bytes are ignored. */
  readonly pointsDone: number;
  push(chunk: Uint8Array): void;
  /** Tells that no more bytes come. The columns may have room for more than `pointsDone` points. */
  end(): readonly PcdColumn[];
}
