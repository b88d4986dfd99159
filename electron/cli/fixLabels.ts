import { Backups } from '#electron/services/backups.ts';
import type { OpenDataset } from '#electron/services/datasets.ts';
import { FileVault } from '#electron/services/fileVault.ts';
import { LabelFiles } from '#electron/services/labelFiles.ts';
import { LabelStore, type OpenSequence } from '#electron/services/labelStore.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { SourceHashes } from '#electron/services/sourceHashes.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { groupBy } from '#shared/dataset/groupBy.ts';
import { calibrationsIn } from '#shared/dataset/imageCalibrations.ts';
import { HostError } from '#shared/host/hostError.ts';
import { reviewEntryOf } from '#shared/labels/review.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { applyFix, applyFixToTracks, type FixedLabels } from '#shared/quality/applyFix.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import type { Fix } from '#shared/quality/finding.ts';
import { fixesTogether } from '#shared/quality/fixesTogether.ts';
import { ruleById } from '#shared/quality/ruleTable.ts';
import { GENERATOR } from './generator.ts';
import type { QualityDataset } from './qualityDataset.ts';
import { openQualitySequence, type QualitySequence } from './qualitySequence.ts';

export interface SequenceFindings {
  readonly sequence: Sequence;
  readonly findings: readonly CheckedFinding[];
}

export interface FixedFindings {
  /** Keys of what is put right in the files now. */
  readonly fixed: ReadonlySet<string>;
  /** Files that were written. */
  readonly files: number;
  /** What could not be written, and why. */
  readonly problems: readonly Problem[];
}

/** Is there a fix that needs nobody's judgement, and has nobody said that it stays as it is? */
export function isFixed({ rule, fix, waiver }: CheckedFinding): boolean {
  return fix !== undefined && waiver === undefined && ruleById(rule)?.isFixable === true;
}

/**
 * Puts right what rules put right by themselves, frame by frame: each file is written whole or not at all, the version
 * before it is kept, and one that somebody else changes meanwhile is left alone. Frames that were accepted in review stay
 * as they are, and so do labels in other formats than our own.
 */
export async function fixLabels(
  quality: QualityDataset,
  found: readonly SequenceFindings[],
  signal?: AbortSignal,
): Promise<FixedFindings> {
  const fixer = new LabelFixer(quality);
  for (const { sequence, findings } of found) {
    const fixable = groupBy(findings.filter(isFixed), ({ frameId }) => frameId);
    if (fixable.size === 0) continue;
    const reading = await openQualitySequence(quality, sequence, { hasClouds: true, problems: [] });
    for (const [frameId, ofFrame] of fixable) {
      signal?.throwIfAborted();
      await fixer.fixFrame(
        reading,
        sequence.frames.find(({ id }) => id === frameId)!,
        ofFrame,
      );
    }
  }
  return fixer;
}

class LabelFixer implements FixedFindings {
  readonly fixed = new Set<string>();
  readonly problems: Problem[] = [];
  files = 0;
  readonly #open: OpenDataset;
  readonly #store: LabelStore;

  constructor({ folder, labelFolder, dataset, imageCalibrations }: QualityDataset) {
    const vault = new FileVault(nodeFileSystem, Date.now);
    const files = new LabelFiles(nodeFileSystem, vault, new Backups(nodeFileSystem, Date.now));
    this.#store = new LabelStore(files, new SourceHashes(nodeFileSystem), GENERATOR);
    this.#open = {
      id: '',
      folder,
      labelFolder,
      dataset,
      imageCalibrations,
      written: { dataset, imageCalibrations },
      corrections: [],
      folderProblems: [],
      calibrationsIn: ({ id }) => calibrationsIn(id, imageCalibrations, folder),
      writable: true,
      dataPaths: new Set(),
    };
  }

  async fixFrame(reading: QualitySequence, frame: Frame, findings: readonly CheckedFinding[]): Promise<void> {
    const at: OpenSequence = { open: this.#open, sequence: reading.sequence };
    try {
      const labels = await this.#store.load(at, frame, await this.#store.loadTracks(at));
      if (labels.state !== 'stored' || isAccepted(labels.sidecar)) return;
      const seen = await reading.frame(frame);
      const before = labels.sidecar;
      const { fixes, fixed } = fixesTogether(findings, before.objects);
      const after = fixes.reduce<FixedLabels>(
        (labelsSoFar, fix) => applyFix(labelsSoFar, fix, seen ?? { cameras: [] }),
        before,
      );
      await this.#fixTracks(at, fixes);
      const sidecar = { ...before, objects: [...after.objects], boxes2d: [...after.boxes2d] };
      await this.#store.save(at, frame, labels.revision, sidecar);
      this.files += 1;
      for (const { key } of fixed) this.fixed.add(key);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      this.problems.push(problem);
    }
  }

  async #fixTracks(at: OpenSequence, fixes: readonly Fix[]): Promise<void> {
    const { tracks: file, revision } = await this.#store.loadTracks(at);
    const tracks = fixes.reduce<readonly TrackJson[]>(applyFixToTracks, file.tracks);
    if (tracks === file.tracks) return;
    await this.#store.saveTracks(at, revision, { ...file, tracks: [...tracks] });
    this.files += 1;
  }
}

function isAccepted({ review }: Sidecar): boolean {
  return review.some((json) => {
    const entry = reviewEntryOf(json);
    return entry?.kind === 'verdict' && entry.object === undefined && entry.verdict === 'accepted';
  });
}

function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ProblemError) return error.problem;
  return error instanceof HostError ? error.failure.problem : undefined;
}
