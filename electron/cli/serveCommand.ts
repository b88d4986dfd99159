import { startLoopback } from '#electron/loopback/startLoopback.ts';
import { openInput } from './openInput.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** `boxwright serve`: the app for a browser, with access to one folder only. Prints its address and runs until a signal. */
export async function serveCommand(
  typed: string,
  port: number | undefined,
  print: (line: string) => void,
): Promise<void> {
  const { kind, path } = await openInput(typed);
  if (kind !== 'folder')
    throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: typed });
  const host = await startLoopback({ folder: path, browse: 'folder', port });
  print(host.url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });
  await host.close();
}
