import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '#electron/services/atomicWrite.ts';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import { processStanding, type HostIdentity } from '#electron/services/hostIdentity.ts';

/** Hosts that one person runs on the same folder; further ones run without a record. */
const MOST_AT_ONCE = 8;
const LARGEST_RECORD_BYTES = 4096;
const FORMAT = 'boxwright-loopback-session';

const recordSchema = z.object({
  format: z.literal(FORMAT),
  port: z.number().int().min(1).max(65_535),
  token: z.string().regex(/^[\w-]{43}$/),
  pid: z.number().int().positive(),
  processStarted: z.string().optional(),
});

/** What lets a page that is open find its host again. */
export interface SessionAddress {
  readonly port: number;
  readonly token: string;
}

/** The place where a running host notes its address. */
export interface SessionPlace {
  /** Of a host that ended there without a word, killed or by a crash; its pages may still be open. */
  readonly left?: SessionAddress;
  /** It is not known whether that host has ended; its port tells. */
  readonly mayRun: boolean;
  /** Notes the address, for the person's eyes only. Never rejects: without a record, pages do not outlive the host. */
  keep(address: SessionAddress): Promise<void>;
  /** The host ends properly: its address is worth nothing any more. */
  end(): Promise<void>;
}

export interface SessionPlacesDeps {
  readonly fileSystem: FileSystem;
  readonly configFolder: string;
  readonly identity: HostIdentity;
  /** What was started: only the same finds its pages again. */
  readonly browse: string;
  readonly folder: string | undefined;
}

/**
 * The places for hosts of one kind: first those of hosts that died, the last one before others, for its pages are the
 * likeliest to be open still; then free ones, never one of a host that runs.
 */
export async function sessionPlaces(deps: SessionPlacesDeps): Promise<readonly SessionPlace[]> {
  // Homes may lie on a network drive: another computer's records are none of ours.
  const started = JSON.stringify([hostname(), deps.browse, deps.folder ?? null]);
  const name = createHash('sha256').update(started).digest('hex').slice(0, 16);
  const left: { readonly place: SessionPlace; readonly startedNs: bigint }[] = [];
  const free: SessionPlace[] = [];
  for (let n = 1; n <= MOST_AT_ONCE; n += 1) {
    const path = join(deps.configFolder, 'loopback-sessions', `${name}-${n}.json`);
    const record = await read(deps.fileSystem, path);
    const standing = record === undefined ? undefined : processStanding(record);
    if (standing === undefined) free.push(placeAt(deps, path, undefined, false));
    else if (standing !== 'running') {
      const startedNs = await writtenNs(deps.fileSystem, path);
      left.push({ place: placeAt(deps, path, record, standing === 'unknown'), startedNs });
    }
  }
  left.sort((a, b) => Number(b.startedNs - a.startedNs));
  return [...left.map(({ place }) => place), ...free];
}

function placeAt(
  { fileSystem, configFolder, identity }: SessionPlacesDeps,
  path: string,
  left: SessionAddress | undefined,
  mayRun: boolean,
): SessionPlace {
  return {
    mayRun,
    ...(left === undefined ? {} : { left: { port: left.port, token: left.token } }),
    keep: async ({ port, token }) => {
      const { pid, processStarted } = identity;
      const record = { format: FORMAT, port, token, pid, processStarted };
      const bytes = new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`);
      try {
        await fileSystem.makeFolder(join(configFolder, 'loopback-sessions'));
        await writeAtomically(fileSystem, path, bytes, { mode: 0o600 });
      } catch {
        // Nothing of the person's is at stake.
      }
    },
    end: () => fileSystem.remove(path).catch(() => undefined),
  };
}

/** Undefined for what is none, and for what somebody else may have read or written. */
async function read(fileSystem: FileSystem, path: string): Promise<z.infer<typeof recordSchema> | undefined> {
  try {
    if (process.platform !== 'win32' && ((await fileSystem.stat(path)).mode & 0o077) !== 0) return undefined;
    const bytes = await fileSystem.readFile(await fileSystem.realPath(path), {
      maxBytes: LARGEST_RECORD_BYTES,
    });
    return recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

async function writtenNs(fileSystem: FileSystem, path: string): Promise<bigint> {
  return fileSystem.stat(path).then(
    ({ modifiedNs }) => modifiedNs,
    () => 0n,
  );
}
