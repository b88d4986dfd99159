import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { decodePcdStream, encodePcd, loadPcdKernels } from 'pcd-format';
import { chunksOf } from './fileBytes.ts';

const CHUNK_BYTES = 2 ** 20;
/** With this argument the bundle is the process that is measured. */
export const PEAK_ARGUMENT = '--ascii-peak';

/**
 * The memory that decoding a file takes at its peak beyond its columns, in bytes, measured by the system in a process of
 * its own.
 *
 * @param bundle the script to start, which calls {@link decodeForPeak} for {@link PEAK_ARGUMENT}
 */
export function peakBeyondColumns(bundle: string, path: string, kernelsPath: string): number {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, PEAK_ARGUMENT, path, kernelsPath], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/** Decodes a file, and prints by how much that raised the most memory that the process ever had. */
export async function decodeForPeak(path: string, kernelsPath: string): Promise<void> {
  const kernels = await loadPcdKernels(readFileSync(kernelsPath));
  const warmUp = encodePcd([{ name: 'x', values: new Float32Array(50_000).fill(1.5) }], {
    encoding: 'ascii',
  });
  const once = (async function* () {
    yield warmUp;
  })();
  await decodePcdStream(once, { kernels });
  const before = process.memoryUsage.rss();
  const { columns } = await decodePcdStream(chunksOf(path, new Uint8Array(CHUNK_BYTES)), { kernels });
  const output = [...columns.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
  process.stdout.write(String(mostMemoryEver() - before - output));
}

/** In bytes. Where Linux tells it: the system's own figure, `maxRSS`, begins with that of the process that started this. */
function mostMemoryEver(): number {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
