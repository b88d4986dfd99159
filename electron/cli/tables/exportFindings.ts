import type { Sequence } from '#shared/dataset/dataset.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { FINDING_COLUMNS } from '#shared/labels/tables/findingTable.ts';
import { dayOf, isTooLong, partitionPath } from '#shared/labels/tables/partition.ts';
import { tableFrameOf } from '#shared/labels/tables/tableFrame.ts';
import { rowOf } from '#shared/labels/tables/tables.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import { validateSequence, type ValidateSettings } from '../sequences/validateSequence.ts';
import { partId, type LabelDataset } from './labelDatasets.ts';
import type { PartRows } from './partRows.ts';

/** The findings of one sequence: rules about tracks look at all of it. */
export interface FindingPart {
  readonly kind: 'findings';
  readonly id: string;
  readonly dataset: LabelDataset;
  readonly quality: QualityDataset;
  readonly sequence: Sequence;
}

export function findingParts(dataset: LabelDataset, quality: QualityDataset): FindingPart[] {
  return quality.dataset.sequences.map((sequence) => ({
    kind: 'findings',
    id: partId(dataset.name, `findings of ${sequence.id}`, 0),
    dataset,
    quality,
    sequence,
  }));
}

/**
 * Turns what rules find in a sequence into rows; answers what could not be read.
 *
 * @param onRead told how many more frames have been looked at
 */
export async function exportFindings(
  { dataset, quality, sequence }: FindingPart,
  rows: PartRows,
  settings: ValidateSettings,
  onRead: (count: number) => void,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const onFrame = (): void => onRead(1);
  for await (const { findings, ofReading } of validateSequence(quality, sequence, settings, onFrame)) {
    problems.push(...ofReading);
    let place: FramePlace | undefined;
    for (const finding of findings) {
      if (place?.frameId !== finding.frameId)
        place = await placeOf(finding.frameId, dataset, quality, sequence);
      const { frameIndex, timestampNs } = place;
      // It is named where its labels have no folder either.
      if (isTooLong(place.partition)) continue;
      const record = { dataset: dataset.name, frameIndex, timestampNs, finding };
      await rows.add('findings', place.partition, [rowOf(FINDING_COLUMNS, record)]);
    }
  }
  return problems;
}

interface FramePlace {
  readonly frameId: string;
  readonly frameIndex: number | undefined;
  readonly timestampNs: bigint | null;
  readonly partition: string;
}

/** As its sidecar says, so that findings lie in the partition of their frame's labels. */
async function placeOf(
  frameId: string,
  { name }: LabelDataset,
  quality: QualityDataset,
  sequence: Sequence,
): Promise<FramePlace> {
  const path = sidecarPath(frameId);
  const sidecar = await readSidecar(quality, path);
  if (sidecar === undefined) {
    const frameIndex = sequence.frames.find(({ id }) => id === frameId)?.index;
    return { frameId, frameIndex, timestampNs: null, partition: partitionPath(sequence.id, undefined) };
  }
  const { timestampNs } = tableFrameOf({ dataset: name, path, sidecar, tracks: new Map() });
  const partition = partitionPath(sidecar.frame.sequence, dayOf(timestampNs));
  return { frameId, frameIndex: sidecar.frame.index, timestampNs, partition };
}

async function readSidecar({ labelFiles }: QualityDataset, path: string): Promise<Sidecar | undefined> {
  try {
    const text = await labelFiles.get(path)?.readText(path);
    return text === undefined ? undefined : parseSidecar(text, path);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}
