import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} parts */
export function inProject(...parts) {
  return join(ROOT, ...parts);
}
