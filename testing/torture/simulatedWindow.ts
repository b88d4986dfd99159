import { vi } from 'vitest';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost, type Host, type HostDependencies } from '#electron/services/hostServices.ts';
import type { SimulatedDisk } from '#electron/testing/disk/simulatedDisk.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { createBareSession } from '#renderer/editor/testing/bareSession.ts';
import { ALWAYS_CONNECTED, createHostClient } from '#shared/host/client.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { dispatch } from '#shared/host/dispatch.ts';
import { snapshotOf } from '../../e2e/support/editScript.ts';

export const DATA = '/data';
const HOME = '/home/ada/.boxwright';
const CLOUD = `VERSION 0.7
FIELDS x y z
SIZE 4 4 4
TYPE F F F
COUNT 1 1 1
WIDTH 1
HEIGHT 1
VIEWPOINT 0 0 0 1 0 0 0
POINTS 1
DATA ascii
1 2 3
`;

/** A window with its host behind it, on a simulated disk. */
export interface SimulatedWindow {
  readonly session: EditorSession;
  readonly host: Host;
  readonly client: HostClient;
  readonly datasetId: string;
  /** The document after each commit, undo and redo, the state at the start first. */
  readonly states: string[];
}

/** Frames in a folder that was never labelled; their labels go beside them, or into a folder of their own. */
export function putFrames(disk: SimulatedDisk, where: { readonly labelRoot?: string } = {}): void {
  for (const n of [0, 1]) disk.put(`${DATA}/lidar/${n}.pcd`, CLOUD);
  disk.put(`${HOME}/settings.json`, '{}');
  if (where.labelRoot === undefined) return;
  disk.put(`${where.labelRoot}/readme.txt`, '');
  disk.put(`${HOME}/label-roots.json`, JSON.stringify({ [DATA]: where.labelRoot }));
}

export async function openWindow(
  disk: SimulatedDisk,
  newId: () => string,
  dependencies: Partial<HostDependencies> = {},
): Promise<SimulatedWindow> {
  const fileSystem = disk.open();
  const roots = new GrantedRoots(fileSystem);
  await roots.grant(DATA);
  const host = createHost({
    fileSystem,
    roots,
    userFolders: { config: HOME, data: HOME },
    kind: 'loopback',
    version: '0',
    platform: 'test',
    sampleSource: '/sample',
    nowMs: () => Date.now(),
    monotonicMs: () => Date.now(),
    // Every start is a process of its own, and none of them runs.
    identity: { hostName: 'ada', machine: 'ada', pid: 2 ** 30, systemUser: 'ada' },
    ...dependencies,
  });
  const client = clientOf(host);
  const opened = await client.call('dataset.open', { path: DATA });
  const session = await createBareSession(client, opened, { newId, now: () => Date.now() });
  await session.tracks.ensure(session.state.getState().sequence.frames.map(({ id }) => id as FrameId));
  const states = [snapshotOf(session)];
  session.document.subscribe(({ cause }) => {
    if (cause === 'commit' || cause === 'undo' || cause === 'redo') states.push(snapshotOf(session));
  });
  return { session, host, client, datasetId: opened.datasetId, states };
}

/** A client on the host as if by way of HTTP: what is sent and what comes back are texts. */
export function clientOf({ services, subscribe }: Host): HostClient {
  const { signal } = new AbortController();
  return createHostClient({
    call: async (method, input) => asSent(await dispatch(services, method, asSent(input), { signal })),
    subscribe,
    bytesUrl: () => '',
    bytesHeaders: {},
    connection: ALWAYS_CONNECTED,
  });
}

function asSent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Lets time pass until the work is done, or the disk has ended what does it: whether it was done. */
export async function through(disk: SimulatedDisk, work: Promise<unknown>): Promise<boolean> {
  const progress = { isOver: false };
  const outcome = Promise.race([work.then(() => true), disk.ended.then(() => false)]).finally(() => {
    progress.isOver = true;
  });
  // Awaited below; until then nobody else looks at how it failed.
  outcome.catch(() => undefined);
  for (let waited = 0; !progress.isOver; waited += 1) {
    if (waited > 20_000) throw new Error('it hangs');
    // Whatever needs no time is done by then.
    await new Promise((resolve) => setImmediate(resolve));
    if (!progress.isOver) vi.advanceTimersByTime(10);
  }
  return outcome;
}
