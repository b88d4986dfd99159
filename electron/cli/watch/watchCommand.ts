import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { openFolder, openInput } from '../openInput.ts';
import { ChangeHints } from './changeHints.ts';
import { LabelSweeps } from './labelSweeps.ts';
import type { WatchEvent } from './watchEvent.ts';

/** Of all time no more than a fifth goes into looking, however many files there are. */
const REST_PER_SWEEP = 4;

export interface WatchOptions {
  /** Tells the files that are there at the beginning, too. */
  readonly initial: boolean;
  /** Seconds between two looks at all files. */
  readonly interval: number;
}

/**
 * `boxwright watch`: a line of JSON for each label file that is saved, until the signal aborts or nobody reads any more.
 *
 * @param print resolves once the line has been taken, so that a slow reader slows this down instead of filling memory
 * @throws ProblemError where the folder cannot be read at the beginning
 */
export async function watchCommand(
  typed: string,
  { initial, interval }: WatchOptions,
  print: (line: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const input = await openInput(typed);
  if (input.kind === 'file')
    throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: typed });
  const folder = await openFolder(input);
  const sweeps = new LabelSweeps(folder, nodeFileSystem, () => performance.now());
  const hints = new ChangeHints(folder, nodeFileSystem);
  const tell = (event: WatchEvent): Promise<void> => print(`${JSON.stringify(event)}\n`);
  const tellAll = async (events: AsyncIterable<WatchEvent>): Promise<void> => {
    for await (const event of events) await tell(event);
  };
  try {
    if (initial) {
      await folder.scan();
      for await (const event of sweeps.sweep(signal)) await tell(asInitial(event));
    } else await sweeps.begin();
    await hints.watchFolders();
    await tell({ event: 'watching', files: sweeps.size });
    while (!signal.aborted) {
      const began = performance.now();
      await tellAll(sweeps.sweep(signal));
      await hints.watchFolders();
      const rest = Math.max(interval * 1000, REST_PER_SWEEP * (performance.now() - began));
      const until = performance.now() + rest;
      while (!signal.aborted && performance.now() < until) {
        const paths = await hints.next(until - performance.now(), signal);
        await tellAll(sweeps.look(paths, signal));
      }
    }
  } catch (error) {
    // Whoever read the lines has seen enough.
    if (systemErrorCode(error) !== 'EPIPE') throw error;
  } finally {
    hints.stop();
  }
}

function asInitial(event: WatchEvent): WatchEvent {
  return event.event === 'saved' ? { ...event, initial: true } : event;
}
