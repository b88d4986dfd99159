import { runProgram } from '#electron/cli/program.ts';

/** Runs the command line within this process; answers its exit code and what it printed. */
export async function runCli(...args: string[]) {
  let out = '';
  let err = '';
  const exitCode = await runProgram(args, { out: (text) => (out += text), err: (text) => (err += text) });
  return { exitCode, out, err };
}
