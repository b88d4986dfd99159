#!/usr/bin/env node
import { endQuietlyWhenClosed } from './closedPipe.ts';
import { runProgram } from './program.ts';

endQuietlyWhenClosed(process.stdout);

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  write: (text) =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
    }),
  err: (text) => process.stderr.write(text),
  isInteractive: process.stderr.isTTY,
});
