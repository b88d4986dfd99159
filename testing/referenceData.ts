import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';

/**
 * Real recordings and numbers computed by independent software. They are licensed separately from this project and
 * therefore live beside the checkout, not in it; `BOXWRIGHT_REFERENCE` names another place.
 */
const root = process.env['BOXWRIGHT_REFERENCE'] ?? fileURLToPath(new URL('../../shared', import.meta.url));

/** The path of a reference file, or undefined where the reference data are not on this machine. */
export function referenceFile(relativePath: string): string | undefined {
  const path = `${root}/${relativePath}`;
  return existsSync(path) ? path : undefined;
}

/** A suite that needs reference data: where they are absent, one skipped test says so instead. */
export function describeWithReference(name: string, suite: (root: string) => void): void {
  if (existsSync(`${root}/data`)) describe(name, () => suite(root));
  else
    describe(name, () =>
      test.skip(`needs the reference data in ${root}, which is not there`, () => undefined),
    );
}
