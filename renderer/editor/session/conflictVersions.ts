import type { LabelDocument } from '../document/labelDocument.ts';
import type { LabelRecord } from '../document/records.ts';
import { mergeFrameRecords, mergeTrackRecords, type RecordConflict } from './mergeRecords.ts';

/** What stands in the document, and what would stand if theirs were chosen; undefined: deleted. */
export interface ConflictVersions {
  readonly mine: LabelRecord | undefined;
  readonly theirs: LabelRecord | undefined;
}

/** The two that a person chooses between: they differ in what is in conflict only, all else is merged in both. */
export function versionsOf(document: LabelDocument, conflict: RecordConflict): ConflictVersions {
  const { frameId, base, theirs } = conflict;
  const mine = standing(document, conflict);
  const versions = { base: list(base), ours: list(mine), theirs: list(theirs) };
  const { records } =
    frameId === undefined
      ? mergeTrackRecords(versions, 'theirs')
      : mergeFrameRecords(frameId, versions, 'theirs');
  return { mine, theirs: records[0] };
}

function list(record: LabelRecord | undefined): readonly LabelRecord[] {
  return record === undefined ? [] : [record];
}

function standing(
  document: LabelDocument,
  { trackId, frameId, ours, theirs }: RecordConflict,
): LabelRecord | undefined {
  const known = ours ?? theirs;
  if (known === undefined) return undefined;
  if (known.type !== 'cuboid' || frameId === undefined) return document.get<LabelRecord['id']>(known.id);
  return document.committed.recordsIn(frameId).cuboids.find((record) => record.trackId === trackId);
}
