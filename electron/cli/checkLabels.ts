import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { SourceHashes } from '#electron/services/sourceHashes.ts';
import { createChecker } from '#shared/quality/checker.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { needsClouds } from '#shared/quality/selectRules.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { tracksPath } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { changedSources } from './changedSources.ts';
import type { QualityDataset } from './qualityDataset.ts';
import { openQualitySequence } from './qualitySequence.ts';

export interface SequenceFindings {
  readonly sequence: Sequence;
  readonly findings: readonly CheckedFinding[];
}

export interface CheckLabelsOptions {
  readonly rules: readonly Rule[];
  /** Told how many of all frames have been looked at. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What rules find in the labels of a dataset, frame by frame: three frames are in memory at a time, and of the others what
 * is needed of them. Clouds, images and labels that cannot be read go to `problems`, once each; the rest is looked at.
 */
export async function checkLabels(
  open: QualityDataset,
  problems: Problem[],
  { rules, onProgress, signal }: CheckLabelsOptions,
): Promise<readonly SequenceFindings[]> {
  const { sequences, ontology, thresholds } = open.dataset;
  const total = sequences.reduce((sum, { frames }) => sum + frames.length, 0);
  const looksAtSources = rules.some(({ id }) => id === 'DAT009');
  const hashes = new SourceHashes(nodeFileSystem);
  const found: SequenceFindings[] = [];
  let before = 0;
  for (const sequence of sequences) {
    const reading = await openQualitySequence(open, sequence, { hasClouds: needsClouds(rules), problems });
    const path = tracksPath(sequence);
    // Without a list of tracks none can be said to be missing in it; one that cannot be read is a problem of its own.
    const isKnown = open.labelFiles.has(path) && !problems.some((problem) => problem.path === path);
    const checker = createChecker({
      tracks: reading.tracks,
      ontology,
      thresholds,
      rules: isKnown ? rules : rules.filter(({ id }) => id !== 'DAT002'),
    });
    for await (const frame of reading.frames()) {
      signal?.throwIfAborted();
      const changed = looksAtSources ? await changedSources(open, frame, hashes) : undefined;
      checker.setFrame({ ...frame, changedSources: changed });
      onProgress?.(before + frame.index + 1, total);
    }
    before += sequence.frames.length;
    onProgress?.(before, total);
    found.push({ sequence, findings: checker.findings() });
  }
  return found;
}
