import { z } from 'zod';
import { OWN_FOLDER } from '#shared/labels/labelPaths.ts';

/** In the label root. */
export const LEASES_FOLDER = `${OWN_FOLDER}/leases`;
export const LEASE_FORMAT = 'boxwright-lease';
export const LEASE_VERSION = 1;
/** More is no lease. */
export const LARGEST_LEASE_BYTES = 4096;

const name = z.string().max(256);

/** Later versions may say more. */
const leaseSchema = z.looseObject({
  format: z.literal(LEASE_FORMAT),
  version: z.number().int().positive(),
  hostId: z.string(),
  /** Of the computer. */
  host: name,
  user: name,
  /** See `machineOf`. */
  machine: name,
  pid: z.number().int().positive(),
  processStarted: name.optional(),
  /** Another one at each writing: clocks of different computers are not compared. */
  counter: z.number().int().nonnegative(),
});

/** What a host says of itself in `<label root>/.boxwright/leases/<host id>.json` while it has the dataset open. */
export interface Lease {
  readonly hostId: string;
  readonly host: string;
  readonly user: string;
  readonly machine: string;
  readonly pid: number;
  readonly processStarted?: string | undefined;
  readonly counter: number;
}

export function leaseText({ hostId, host, user, machine, pid, processStarted, counter }: Lease): string {
  const head = { format: LEASE_FORMAT, version: LEASE_VERSION };
  const facts = { hostId, host: host.slice(0, 256), user: user.slice(0, 256), machine, pid };
  return `${JSON.stringify({ ...head, ...facts, processStarted, counter }, undefined, 2)}\n`;
}

/** Undefined for what is no lease of this host. */
export function parseLease(text: string, hostId: string): Lease | undefined {
  try {
    const parsed = leaseSchema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.hostId === hostId ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function leaseName(hostId: string): string {
  return `${hostId}.json`;
}

/** The host that a file in the folder of leases belongs to, going by its name alone. */
export function hostIdOfLease(fileName: string): string | undefined {
  const hostId = /^(.+)\.json$/.exec(fileName)?.[1];
  return hostId !== undefined && isHostId(hostId) ? hostId : undefined;
}

/** A uuid: host ids become names of files. */
export function isHostId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
