#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { endQuietlyWhenClosed } from './closedPipe.ts';
import { runProgram } from './program.ts';
import { runThread } from './runThread.ts';

if (isMainThread) {
  endQuietlyWhenClosed(process.stdout);
  process.exitCode = await runProgram(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    err: (text) => process.stderr.write(text),
    progress: process.stderr.isTTY ? 'bar' : 'lines',
    threadEntry: new URL(import.meta.url),
  });
} else {
  runThread();
}
