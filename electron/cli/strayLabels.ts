import { SIDECAR_ENDING, sidecarPath } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from './qualityDataset.ts';

/** Sidecars without their cloud: renamed or deleted data would otherwise lose their labels unnoticed. */
export function strayLabels({ dataset, labelFiles }: QualityDataset): readonly Problem[] {
  const expected = new Set<string>();
  for (const { frames } of dataset.sequences) for (const { id } of frames) expected.add(sidecarPath(id));
  return [...labelFiles.keys()]
    .filter((path) => path.endsWith(SIDECAR_ENDING) && !expected.has(path))
    .map((path) => ({ code: 'file.skipped', severity: 'warning', path, params: { reason: 'noSuchFrame' } }));
}
