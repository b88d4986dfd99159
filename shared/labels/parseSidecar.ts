import type { Dataset, Frame } from '../dataset/dataset.ts';
import type { Problem } from '../problems/problem.ts';
import { SIDECAR_MIGRATIONS } from './migrations.ts';
import { parseLabelFile, requireUnique } from './parseLabelFile.ts';
import { SIDECAR_FORMAT, SIDECAR_VERSION, sidecarSchema, type Sidecar } from './sidecar.ts';

/**
 * A sidecar with every number as it was written and every unknown key kept.
 *
 * @throws ProblemError `labels.malformed`, `labels.version`, `labels.schema`; also for an id that occurs twice and for
 *   two objects of one track.
 */
export function parseSidecar(text: string, path: string): Sidecar {
  const sidecar = parseLabelFile(text, path, {
    format: SIDECAR_FORMAT,
    version: SIDECAR_VERSION,
    schema: sidecarSchema,
    migrations: SIDECAR_MIGRATIONS,
  });
  for (const list of ['objects', 'boxes2d', 'review'] as const) {
    const ids = sidecar[list].map(({ id }) => id.toLowerCase());
    requireUnique(ids, path, (i) => `${list}[${i}].id`);
  }
  const tracks = sidecar.objects.map(({ trackId }) => trackId.toLowerCase());
  requireUnique(tracks, path, (i) => `objects[${i}].trackId`, 'duplicateTrack');
  return sidecar;
}

/** Labels of another frame, or in another coordinate frame, must be neither shown here nor overwritten. */
export function wrongFrameProblem(
  sidecar: Sidecar,
  dataset: Pick<Dataset, 'labelFrame'>,
  frame: Pick<Frame, 'id'>,
  path: string,
): Problem | undefined {
  const pairs = [
    { found: sidecar.frame.id, expected: frame.id },
    { found: sidecar.labelFrame, expected: dataset.labelFrame },
  ];
  const params = pairs.find(({ found, expected }) => found !== expected);
  return params && { code: 'labels.wrongFrame', severity: 'error', path, params };
}
