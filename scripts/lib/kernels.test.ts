import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelFile, ROOMS } from './kernels.mjs';

test.each(ROOMS)('the kernels of %s are functions over memory that the caller owns', async (room) => {
  const module = await WebAssembly.compile(readFileSync(kernelFile(room)));
  expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
  const kinds = new Set(WebAssembly.Module.exports(module).map(({ kind }) => kind));
  expect([...kinds]).toEqual(['function']);
  // Data of their own would overwrite what the caller has laid out.
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Uint8Array(memory.buffer).fill(0xa5);
  await WebAssembly.instantiate(module, { env: { memory } });
  expect(new Uint8Array(memory.buffer).every((byte) => byte === 0xa5)).toBe(true);
});
