import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, networkInterfaces, userInfo } from 'node:os';

/** One running host, as others are told of it. */
export interface HostIdentity {
  /** Of the computer, for people. */
  readonly hostName: string;
  /** The same only for processes that can see each other; see {@link machineOf}. */
  readonly machine: string;
  readonly pid: number;
  /** Tells this process from a later one that was given the same number; absent where the system does not say. */
  readonly processStarted?: string;
  /** As the system knows the person; empty where it does not. */
  readonly systemUser: string;
}

/** What a machine is told by. */
export interface MachineFacts {
  readonly hostName: string;
  /** Of the network cards that are not internal. */
  readonly macs: readonly string[];
  /** Of Linux: anew at each start of the system; undefined where it cannot be read, `null` on other systems. */
  readonly bootId: string | undefined | null;
  /** Of Linux: containers on one computer have one each; as `bootId`. */
  readonly pidNamespace: string | undefined | null;
}

const NO_MAC = '00:00:00:00:00:00';

/**
 * Names the machine, or rather the room in which process numbers mean the same. Errs towards another machine: taken for
 * one, two of them would look up each other's processes among their own and find them dead. What cannot be known is
 * therefore replaced by something that nobody else has.
 */
export function machineOf({ hostName, macs, bootId, pidNamespace }: MachineFacts): string {
  const cards = [...new Set(macs)].filter((mac) => mac !== NO_MAC).sort();
  const isKnown = cards.length > 0 && bootId !== undefined && pidNamespace !== undefined;
  const facts = [hostName, cards, bootId ?? null, pidNamespace ?? null, isKnown ? null : randomUUID()];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** This process. */
export function readHostIdentity(): HostIdentity {
  const hostName = hostname();
  const macs = Object.values(networkInterfaces())
    .flatMap((cards) => cards ?? [])
    .filter(({ internal }) => !internal)
    .map(({ mac }) => mac);
  const isLinux = process.platform === 'linux';
  const bootId = isLinux
    ? attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
    : null;
  const pidNamespace = isLinux ? attempt(() => readlinkSync('/proc/self/ns/pid')) : null;
  const processStarted = readProcess(process.pid)?.started;
  return {
    hostName,
    machine: machineOf({ hostName, macs, bootId, pidNamespace }),
    pid: process.pid,
    ...(processStarted === undefined ? {} : { processStarted }),
    systemUser: attempt(() => userInfo().username) ?? '',
  };
}

/**
 * Whether a process of this machine still runs. `unknown`: there is one of its number, and the system does not say
 * whether it is the same.
 */
export function processStanding({
  pid,
  processStarted,
}: Pick<HostIdentity, 'pid' | 'processStarted'>): 'running' | 'gone' | 'unknown' {
  if (!isThere(pid)) return 'gone';
  const found = readProcess(pid);
  if (found?.isOver === true) return 'gone';
  if (found === undefined || processStarted === undefined) return 'unknown';
  return found.started === processStarted ? 'running' : 'gone';
}

/** Does a process of this number run on this computer, whoever's it is? */
export function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Of Linux; undefined elsewhere. `isOver`: killed, and only not yet buried by its parent. */
function readProcess(pid: number): { readonly started: string; readonly isOver: boolean } | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in the second field may hold spaces and brackets; the third field is the state, the 22nd the start.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields?.[0], fields?.[19]];
  if (state === undefined || started === undefined) return undefined;
  return { started, isOver: state === 'Z' || state === 'X' };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
