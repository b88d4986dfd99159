import { seededRandom } from './random.ts';

/**
 * At most `most` of the indices 0 … count − 1, ascending: all of them, or a random one from each of `most` stretches of
 * equal length, the same ones each time. Of points in the order of their cells that is a sample spread evenly over
 * space; a regular step would fall into step with the rings of a sensor.
 */
export function sampleIndices(count: number, most: number): Uint32Array {
  const indices = new Uint32Array(Math.min(count, most));
  const step = count / indices.length;
  const random = seededRandom(2);
  for (let i = 0; i < indices.length; i++) {
    indices[i] = count <= most ? i : Math.min(count - 1, Math.floor((i + random()) * step));
  }
  return indices;
}
