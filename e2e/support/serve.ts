import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { User } from './ordinaryUser.ts';

const cli = fileURLToPath(new URL('../../dist/cli/boxwright.js', import.meta.url));

export interface ServedApp {
  /** Address with the token in its fragment. */
  readonly url: string;
  stop(): Promise<void>;
  /** Ends it as a crash does: without a word. */
  kill(): Promise<void>;
}

/** A harmless command line of the program. */
export const VERSION_COMMAND: readonly string[] = [cli, '--version'];

/**
 * Runs `boxwright serve folder` with settings in `home`, as a person would, and waits for the address it prints.
 *
 * @param user who runs it; who runs the tests, unless given
 */
export async function serve(folder: string, home: string, user?: User): Promise<ServedApp> {
  const child = spawn(process.execPath, [cli, 'serve', folder], {
    env: { ...process.env, BOXWRIGHT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const url = await addressOf(child);
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** The address that a started program prints. */
export function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(output)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}:\n${output}`)));
  });
}
