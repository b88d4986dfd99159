/** What a disk holds and what of it a power cut may take. */

/** Small, so that small files are torn as large ones are. */
const BLOCK = 64;

export type Random = () => number;

interface PendingWrite {
  readonly at: number;
  readonly bytes: Uint8Array;
  /** The file ends there afterwards. */
  readonly cutsTo?: number;
  /** A sync that should have written it failed: whether it is on the disk nobody knows, and no later sync tells. */
  readonly isDoomed: boolean;
}

/** A name that was given or taken in a folder; both at once is a rename. */
interface NameChange {
  readonly removed?: string;
  readonly added?: readonly [name: string, node: DiskNode];
}

/** How likely it is that something that was not synced survives a power cut. */
export interface Odds {
  readonly names: number;
  readonly bytes: number;
}

export type DiskNode = FileNode | FolderNode;

export class FileNode {
  readonly kind = 'file';
  mode = 0o644;
  modifiedNs = 0n;
  /** As every program sees it. */
  bytes: Uint8Array = new Uint8Array();
  #durable: Uint8Array = new Uint8Array();
  #pending: PendingWrite[] = [];

  write(bytes: Uint8Array, modifiedNs: bigint): void {
    this.#write({ at: this.bytes.length, bytes: bytes.slice(), isDoomed: false }, modifiedNs);
  }

  overwrite(bytes: Uint8Array, modifiedNs: bigint): void {
    this.#write({ at: 0, bytes: bytes.slice(), cutsTo: bytes.length, isDoomed: false }, modifiedNs);
  }

  #write(write: PendingWrite, modifiedNs: bigint): void {
    this.#pending.push(write);
    this.bytes = laidOver(this.bytes, write);
    this.modifiedNs = modifiedNs;
  }

  sync(): void {
    for (const write of this.#pending) if (!write.isDoomed) this.#durable = laidOver(this.#durable, write);
    this.#pending = this.#pending.filter(({ isDoomed }) => isDoomed);
  }

  failSync(): void {
    this.#pending = this.#pending.map((write) => ({ ...write, isDoomed: true }));
  }

  /** The program ends: what a sync gave up may have been let go. */
  killed(random: Random): void {
    if (!this.#pending.some(({ isDoomed }) => isDoomed)) return;
    this.#pending = this.#pending.filter(({ isDoomed }) => !isDoomed || random() < 0.5);
    this.bytes = this.#pending.reduce(laidOver, this.#durable);
  }

  /** What was not synced may be there, torn, or missing. */
  cut(random: Random, odds: Odds): void {
    for (const write of this.#pending) {
      if (random() < odds.bytes) this.#durable = laidOver(this.#durable, write);
      else if (random() < 0.5) this.#durable = laidOver(this.#durable, torn(write, random));
    }
    this.#pending = [];
    this.bytes = this.#durable;
  }
}

export class FolderNode {
  readonly kind = 'folder';
  readonly mode = 0o755;
  readonly modifiedNs = 0n;
  /** As every program sees it. */
  names = new Map<string, DiskNode>();
  #durable = new Map<string, DiskNode>();
  #pending: NameChange[] = [];

  change(change: NameChange): void {
    apply(this.names, change);
    this.#pending.push(change);
  }

  sync(): void {
    this.#durable = new Map(this.names);
    this.#pending = [];
  }

  killed(random: Random): void {
    for (const node of this.names.values()) node.killed(random);
  }

  /** Names that were not synced may be there or not, whichever came first. */
  cut(random: Random, odds: Odds): void {
    for (const change of this.#pending) if (random() < odds.names) apply(this.#durable, change);
    this.#pending = [];
    this.names = new Map(this.#durable);
    for (const node of this.names.values()) node.cut(random, odds);
  }
}

function apply(names: Map<string, DiskNode>, { removed, added }: NameChange): void {
  if (removed !== undefined) names.delete(removed);
  if (added !== undefined) names.set(...added);
}

/** What lies between the end of the file and the write reads as zeros. */
function laidOver(
  bytes: Uint8Array,
  { at, bytes: written, cutsTo }: Omit<PendingWrite, 'isDoomed'>,
): Uint8Array {
  const result = new Uint8Array(Math.max(bytes.length, at + written.length));
  result.set(bytes);
  result.set(written, at);
  return result.subarray(0, cutsTo ?? result.length);
}

function torn({ at, bytes }: PendingWrite, random: Random): Omit<PendingWrite, 'isDoomed'> {
  const result = bytes.slice();
  if (random() < 0.5) return { at, bytes: result.subarray(0, Math.floor(random() * result.length)) };
  for (let block = 0; block < result.length; block += BLOCK) {
    const luck = random();
    // What another file had there before, or nothing yet.
    if (luck < 0.5) result.fill(luck < 0.25 ? 0 : 0x7b, block, block + BLOCK);
  }
  return { at, bytes: result };
}
