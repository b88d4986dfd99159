import { encodePcd } from 'pcd-format';
import { IDENTITY_TRANSFORM } from '#shared/geometry/rigidTransform.ts';
import { formatOfCloud } from '#shared/pointcloud/files/cloudFile.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import type { OpenSweep } from '../cloudStore.ts';
import type { LoadRequest } from '../protocol.ts';

/** A PCD file of a flat ground of 20 m with a block of 200 points on it at x = y = 5. */
export function blockFile(): Uint8Array {
  const ground = Array.from({ length: 1600 }, (_, i) => [(i % 40) / 2 - 10, Math.floor(i / 40) / 2 - 10, 0]);
  const block = Array.from({ length: 200 }, (_, i) => [
    5 + (i % 10) / 10,
    5 + (Math.floor(i / 10) % 5) / 10,
    0.3 + Math.floor(i / 50) / 4,
  ]);
  const points = [...ground, ...block];
  const columns = (['x', 'y', 'z'] as const).map((name, axis) => ({
    name,
    values: Float32Array.from(points, (point) => point[axis]!),
  }));
  const intensity = { name: 'intensity', values: Float32Array.from(points, (_, i) => i) };
  return encodePcd([...columns, intensity], { encoding: 'binary' });
}

/** Opens files from memory, in two chunks; a name that is not there is missing. */
export function openFrom(files: Readonly<Record<string, Uint8Array>>): OpenSweep {
  return async ({ path }) => {
    const bytes = files[path];
    if (bytes === undefined) throw new ProblemError({ code: 'file.missing', severity: 'error', path });
    return chunksOf(bytes);
  };
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const half = Math.floor(bytes.length / 2);
  yield bytes.subarray(0, half);
  yield bytes.subarray(half);
}

/** Asks for a frame of one file, or of several. */
export function requestFor(frameId: string, ...paths: string[]): LoadRequest {
  return {
    frameId,
    sweeps: paths.map((path) => ({
      url: `http://host/${path}`,
      path,
      format: formatOfCloud(path, {}),
      labelFromLidar: IDENTITY_TRANSFORM,
    })),
    headers: {},
  };
}
