import { join } from 'node:path';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import type { FileSystem } from './fileSystem.ts';
import type { FolderOnDisk } from './folderOnDisk.ts';
import {
  hostIdOfLease,
  isHostId,
  LARGEST_LEASE_BYTES,
  LEASES_FOLDER,
  leaseName,
  leaseText,
  parseLease,
  type Lease,
} from './leaseFile.ts';
import { processStanding, type HostIdentity } from './hostIdentity.ts';
import { revisionOf } from './revision.ts';

/** `unknown`: not yet watched long enough, or not to be seen just now. */
export type LeaseStanding = 'dead' | 'alive' | 'unknown';

/** Another host that has the label root open. */
export interface LeaseHolder {
  readonly hostId: string;
  /** Name of its computer. */
  readonly host: string;
  readonly user: string;
  readonly standing: 'alive' | 'unknown';
}

/** Without a change for so long, by our own clock, a lease is nobody's any more … */
const DEAD_AFTER_MS = 15_000;
/** … provided that we looked this often meanwhile: a computer that slept has not been watching. */
const DEAD_AFTER_LOOKS = 4;

export interface LeaseRoomDeps {
  readonly fileSystem: FileSystem;
  readonly hostId: string;
  readonly identity: HostIdentity;
  readonly monotonicMs: () => number;
  readonly log: (line: string) => void;
}

/** What was seen of another host's lease. */
interface Seen {
  /** As it was last readable. */
  readonly lease: Lease | undefined;
  readonly digest: string;
  /** When it was first seen like this. */
  readonly sinceMs: number;
  readonly lastLookMs: number;
  /** So often it was the same again. */
  readonly looks: number;
  /** It was seen to change: somebody is there. */
  readonly hasChanged: boolean;
}

/** The leases in one label root: our own, which is rewritten, and those of others, which are watched. */
export class LeaseRoom {
  readonly #deps: LeaseRoomDeps;
  readonly #folder: FolderOnDisk;
  readonly #seen = new Map<string, Seen>();
  readonly #logged = new Set<string>();
  #counter = 0;
  #hasWritten = false;
  /** The folder could not be looked at last time: what was alive may have gone unseen. */
  #isBlind = false;

  constructor(deps: LeaseRoomDeps, folder: FolderOnDisk) {
    this.#deps = deps;
    this.#folder = folder;
  }

  /** Writes our own lease. Never rejects: a label root that takes none is worked on without. */
  async write(user: string): Promise<void> {
    const { identity, hostId, fileSystem } = this.#deps;
    const { hostName: host, machine, pid, processStarted } = identity;
    const lease = { hostId, host, user, machine, pid, processStarted, counter: this.#counter++ };
    const bytes = new TextEncoder().encode(leaseText(lease));
    try {
      const folder = await this.#place();
      const path = join(folder, leaseName(hostId));
      await fileSystem.overwrite(path, bytes).catch(async (error: unknown) => {
        if (systemErrorCode(error) !== 'ENOENT') throw error;
        // Later the folder is made again only where ours still is: a drive that was unplugged is not written to by
        // writing to the empty place where it was.
        if (this.#hasWritten) await fileSystem.stat(await this.#folder.resolve(OWN_FOLDER));
        await fileSystem.makeFolder(folder);
        await fileSystem.overwrite(path, bytes);
      });
      this.#hasWritten = true;
    } catch {
      // Read-only, full or away: worked in all the same, unseen by others.
    }
  }

  /** Removes our own lease, and the folders that nobody else has anything in. */
  async remove(): Promise<void> {
    if (!this.#hasWritten) return;
    const { fileSystem, hostId } = this.#deps;
    try {
      const folder = await this.#place();
      await fileSystem.remove(join(folder, leaseName(hostId)));
      await fileSystem.removeFolder(folder);
      await fileSystem.removeFolder(await this.#folder.resolve(OWN_FOLDER));
    } catch {
      // Not empty, or the drive is gone. What is left is seen to be dead.
    }
  }

  /** Looks at the leases of all others; forgets and removes those of the dead. Never rejects. */
  async look(): Promise<void> {
    try {
      const folder = await this.#place();
      const names = await this.#namesIn(folder);
      const hostIds = names.flatMap((name) => hostIdOfLease(name) ?? []);
      for (const hostId of this.#seen.keys()) if (!hostIds.includes(hostId)) this.#seen.delete(hostId);
      for (const hostId of hostIds)
        if (hostId !== this.#deps.hostId) await this.#lookAt(folder, hostId, true);
      this.#isBlind = false;
      await this.#clear(folder);
    } catch {
      this.#isBlind = true;
    }
  }

  /** Those who are known to have ended, also such whose lease a power cut has torn: nobody knows who they were. */
  ended(): readonly string[] {
    return [...this.#seen].filter(([, seen]) => this.#standing(seen) === 'dead').map(([hostId]) => hostId);
  }

  /** Of a host by its id, as of now. */
  async standingOf(hostId: string): Promise<LeaseStanding> {
    if (hostId === this.#deps.hostId) return 'alive';
    // No host has such an id.
    if (!isHostId(hostId)) return 'dead';
    try {
      await this.#lookAt(await this.#place(), hostId, false);
    } catch {
      return 'unknown';
    }
    const seen = this.#seen.get(hostId);
    // It closed properly.
    return seen === undefined ? 'dead' : this.#standing(seen);
  }

  others(): readonly LeaseHolder[] {
    const holders: LeaseHolder[] = [];
    for (const [hostId, seen] of this.#seen) {
      const standing = this.#standing(seen);
      if (seen.lease === undefined || standing === 'dead') continue;
      const { host, user } = seen.lease;
      holders.push({ hostId, host, user, standing });
    }
    return holders.sort((a, b) => (a.hostId < b.hostId ? -1 : 1));
  }

  #standing({ lease, sinceMs, lastLookMs, looks, hasChanged }: Seen): LeaseStanding {
    const { machine } = this.#deps.identity;
    if (lease !== undefined && lease.machine === machine) {
      const found = processStanding(lease);
      if (found !== 'unknown') return found === 'gone' ? 'dead' : 'alive';
    }
    if (lastLookMs - sinceMs >= DEAD_AFTER_MS && looks >= DEAD_AFTER_LOOKS) return 'dead';
    return hasChanged && !this.#isBlind ? 'alive' : 'unknown';
  }

  /** @param counts whether this look is one of those by which a lease is found dead: they come at regular intervals */
  async #lookAt(folder: string, hostId: string, counts: boolean): Promise<void> {
    const nowMs = this.#deps.monotonicMs();
    const bytes = await this.#read(join(folder, leaseName(hostId)));
    if (bytes === undefined) return void this.#seen.delete(hostId);
    const before = this.#seen.get(hostId);
    const digest = revisionOf(bytes);
    if (before?.digest === digest) {
      if (counts) this.#seen.set(hostId, { ...before, lastLookMs: nowMs, looks: before.looks + 1 });
      return;
    }
    const parsed = parseLease(new TextDecoder().decode(bytes), hostId);
    if (parsed === undefined) this.#logOnce(hostId, `not a lease: ${hostId}.json in ${this.#folder.root}`);
    this.#seen.set(hostId, {
      // It may be half-written just now.
      lease: parsed ?? before?.lease,
      digest,
      sinceMs: nowMs,
      lastLookMs: nowMs,
      looks: 0,
      hasChanged: before !== undefined,
    });
  }

  /** Undefined when there is none. What is there and is no lease, a pipe for instance, reads as nothing in it. */
  async #read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#deps.fileSystem.readFile(path, { maxBytes: LARGEST_LEASE_BYTES });
    } catch (error) {
      const code = systemErrorCode(error) ?? '';
      if (code === 'ENOENT') return undefined;
      if (['EFBIG', 'EINVAL', 'ELOOP', 'EISDIR'].includes(code)) return new Uint8Array();
      throw error;
    }
  }

  /** A lease that never was one is left alone: it may be anything. */
  async #clear(folder: string): Promise<void> {
    for (const [hostId, seen] of this.#seen) {
      if (seen.lease === undefined || this.#standing(seen) !== 'dead') continue;
      // Whoever was only asleep writes it again. In a folder that cannot be written it stays, and stays dead.
      const isGone = await this.#deps.fileSystem.remove(join(folder, leaseName(hostId))).then(
        () => true,
        () => false,
      );
      if (isGone) this.#seen.delete(hostId);
    }
  }

  async #namesIn(folder: string): Promise<readonly string[]> {
    try {
      return (await this.#deps.fileSystem.readFolder(folder)).map(({ name }) => name);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Fails when the label root is gone, or where a link leads out of it. */
  #place(): Promise<string> {
    return this.#folder.resolve(LEASES_FOLDER);
  }

  #logOnce(about: string, line: string): void {
    if (this.#logged.has(about)) return;
    this.#logged.add(about);
    this.#deps.log(line);
  }
}
