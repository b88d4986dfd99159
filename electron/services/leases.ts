import type { FileSystem } from './fileSystem.ts';
import type { FolderOnDisk } from './folderOnDisk.ts';
import type { HostIdentity } from './hostIdentity.ts';
import { LeaseRoom, type LeaseHolder, type LeaseStanding } from './leaseRoom.ts';

/** How often a lease is rewritten, and the others looked at. */
export const LEASE_BEAT_MS = 3000;

export interface LeasesDeps {
  readonly fileSystem: FileSystem;
  /** A uuid of this process's own. */
  readonly hostId: string;
  readonly identity: HostIdentity;
  /** Never set back, unlike the time of day. */
  readonly monotonicMs: () => number;
  /** The person's name, for those who work in the same folder. */
  readonly userName: () => Promise<string>;
  readonly log?: (line: string) => void;
}

export interface LeaseHold {
  /** Ends it; the last one of a label root removes the lease. */
  release(): Promise<void>;
}

/** A label root that this host has open. */
interface Held {
  readonly room: LeaseRoom;
  /** As it was last announced. */
  told: string;
  holders: number;
  /** What is being written or looked at; all of it happens one after the other. */
  work: Promise<void>;
  isBeating: boolean;
}

/** A drive that does not answer must not keep the program from ending. */
const LONGEST_GOODBYE_MS = 2000;

/**
 * Who works in a label root: each host that has it open keeps a small file in it, which it rewrites every few seconds.
 * The clocks of different computers are never compared: a host is there while its file goes on changing. Where the
 * label root cannot be written, or fails, there is no lease, and work goes on without.
 */
export class Leases {
  readonly #deps: LeasesDeps;
  /** By the path of the label root. */
  readonly #held = new Map<string, Held>();
  /** Removals that are under way, by the path of the label root. */
  readonly #ending = new Map<string, Promise<void>>();
  readonly #listeners = new Set<(rootPath: string) => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: LeasesDeps) {
    this.#deps = deps;
  }

  /** Resolves once others can see us, as far as they can, and we have seen who is there. Never rejects. */
  async hold(folder: FolderOnDisk): Promise<LeaseHold> {
    const held = this.#held.get(folder.root) ?? this.#start(folder);
    held.holders += 1;
    await held.work;
    let isOver = false;
    return {
      release: async () => {
        if (isOver) return;
        isOver = true;
        held.holders -= 1;
        if (held.holders === 0) await this.#end(folder.root, held);
      },
    };
  }

  /**
   * Of another host that has, or had, this label root open. A host without a lease is dead: it closed properly.
   * `unknown` for a label root that is not held.
   */
  async standingOf(rootPath: string, hostId: string): Promise<LeaseStanding> {
    const held = this.#held.get(rootPath);
    return held === undefined ? 'unknown' : held.room.standingOf(hostId);
  }

  /** Those that are there, or may be. */
  others(rootPath: string): readonly LeaseHolder[] {
    return this.#held.get(rootPath)?.room.others() ?? [];
  }

  /** Tells the listener when {@link others} of a label root have changed, or somebody is known to have ended. */
  onChange(listener: (rootPath: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rewrites and looks, in all label roots that are held; happens by itself every {@link LEASE_BEAT_MS}. */
  async beat(): Promise<void> {
    // One label root that hangs must not keep the others.
    await Promise.all([...this.#held].map(([rootPath, held]) => this.#beatIn(rootPath, held)));
  }

  /** Removes all leases of our own, as far as the drives answer. */
  async dispose(): Promise<void> {
    this.#listeners.clear();
    const ended = Promise.all([...this.#held].map(([rootPath, held]) => this.#end(rootPath, held)));
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_GOODBYE_MS);
    });
    await Promise.race([ended, waited]);
    clearTimeout(timer);
  }

  #start(folder: FolderOnDisk): Held {
    const log = this.#deps.log ?? (() => undefined);
    const room = new LeaseRoom({ ...this.#deps, log }, folder);
    // Ours must not be removed just after it was written.
    const work = this.#ending.get(folder.root) ?? Promise.resolve();
    const held: Held = { room, told: '[[],[]]', holders: 0, work, isBeating: false };
    this.#held.set(folder.root, held);
    void this.#beatIn(folder.root, held);
    this.#timer ??= setInterval(() => void this.beat(), LEASE_BEAT_MS).unref();
    return held;
  }

  #beatIn(rootPath: string, held: Held): Promise<void> {
    const isOver = (): boolean => this.#held.get(rootPath) !== held;
    if (held.isBeating) return held.work;
    held.isBeating = true;
    held.work = held.work.then(async () => {
      if (isOver()) return;
      await held.room.write(await this.#deps.userName().catch(() => ''));
      await held.room.look();
      if (!isOver()) this.#tell(rootPath, held);
      held.isBeating = false;
    });
    return held.work;
  }

  #tell(rootPath: string, held: Held): void {
    const now = JSON.stringify([held.room.others(), held.room.ended()]);
    if (now === held.told) return;
    held.told = now;
    for (const listener of this.#listeners) listener(rootPath);
  }

  async #end(rootPath: string, held: Held): Promise<void> {
    if (this.#held.get(rootPath) !== held) return held.work;
    this.#held.delete(rootPath);
    if (this.#held.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    held.work = held.work.then(() => held.room.remove());
    this.#ending.set(rootPath, held.work);
    await held.work;
    if (this.#ending.get(rootPath) === held.work) this.#ending.delete(rootPath);
  }
}
