#!/usr/bin/env node
import { endQuietlyWhenClosed } from './closedPipe.ts';
import { runProgram } from './program.ts';

endQuietlyWhenClosed(process.stdout);

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  // In a file or a pipe it would be in the way.
  ...(process.stderr.isTTY && { progress: (text) => process.stderr.write(`\r${text}\u001B[K`) }),
});
