import { SourceHashes } from '#electron/services/sourceHashes.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { createChecker, type CheckedFinding } from '#shared/quality/checker.ts';
import type { RuleId } from '#shared/quality/finding.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { needsClouds } from '#shared/quality/selectRules.ts';
import { changedSources } from '../changedSources.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { openQualitySequence } from '../qualitySequence.ts';
import { areSaidByRules } from '../ruledProblems.ts';
import { FormCheck } from './formCheck.ts';

/** Rules that compare labels with what is not there where label files are alone. */
const NEEDS_DATA = /^(?:PTS|REC|AGR|GEO003|DAT00[89])/;
const NEEDS_CLASSES = /^(?:GEO001|DAT003)/;

export interface ValidateSettings {
  readonly rules: readonly RuleId[];
}

/** What is wrong with the labels of a sequence. Plain data. */
export interface SequenceValidation {
  /** How many of its label files were checked. */
  readonly files: number;
  /** With their form. */
  readonly ofFiles: readonly Problem[];
  /** What could not be read on the way: clouds, images, labels in formats of others. */
  readonly ofReading: readonly Problem[];
  readonly findings: readonly CheckedFinding[];
}

/**
 * Looks at the form of a sequence's label files and for what rules find in them, frame by frame: each file is read and
 * parsed once, three frames are in memory at a time, and of the others what is needed of them.
 */
export async function* validateSequence(
  open: QualityDataset,
  sequence: Sequence,
  { rules: ids }: ValidateSettings,
  onFrame: () => void,
): AsyncGenerator<SequenceValidation> {
  const wanted = new Set(ids);
  const rules = RULES.filter(({ id }) => wanted.has(id) && isPossible(id, open));
  const form = new FormCheck(open, sequence, !areSaidByRules(rules));
  const tracks = await form.tracks();
  const ofReading: Problem[] = [];
  const reading = await openQualitySequence(open, sequence, {
    hasClouds: needsClouds(rules),
    hasNeighbours: rules.some(({ id }) => id.startsWith('AGR')),
    problems: ofReading,
    readSidecar: (path) => form.sidecar(path),
  });
  // Without a list of tracks none can be said to be missing in it; one that cannot be read is a problem of its own.
  const checker = createChecker({
    tracks: reading.tracks,
    ontology: open.dataset.ontology,
    thresholds: open.dataset.thresholds,
    rules: tracks !== undefined ? rules : rules.filter(({ id }) => id !== 'DAT002'),
  });
  const hashes = rules.some(({ id }) => id === 'DAT009') ? new SourceHashes(open.fileSystem) : undefined;
  for await (const frame of reading.frames()) {
    const changed = hashes && (await changedSources(open.folder, form.takeSources(frame.id), hashes));
    checker.setFrame({ ...frame, changedSources: changed });
    onFrame();
  }
  yield { files: form.files, ofFiles: form.problems, ofReading, findings: checker.findings() };
}

function isPossible(rule: RuleId, { labelsAlone }: QualityDataset): boolean {
  if (labelsAlone === undefined) return true;
  return !NEEDS_DATA.test(rule) && (labelsAlone.areClassesKnown || !NEEDS_CLASSES.test(rule));
}
