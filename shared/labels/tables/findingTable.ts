import { describeFinding } from '../../quality/describeFinding.ts';
import type { CheckedFinding } from '../../quality/findingBook.ts';
import { bigintOf, jsonOf, type Column } from './table.ts';

/** A finding and the frame in which it is. */
export interface TableFinding {
  readonly dataset: string;
  readonly frameIndex: number | undefined;
  readonly timestampNs: bigint | null;
  readonly finding: CheckedFinding;
}

/** A row for each finding of a rule, waived ones included. */
export const FINDING_COLUMNS: readonly Column<TableFinding>[] = [
  ['dataset', 'VARCHAR', ({ dataset }) => dataset],
  ['frame_id', 'VARCHAR', ({ finding }) => finding.frameId],
  ['frame_index', 'BIGINT', ({ frameIndex }) => bigintOf(frameIndex)],
  ['timestamp_ns', 'BIGINT', ({ timestampNs }) => timestampNs],
  ['rule', 'VARCHAR', ({ finding }) => finding.rule],
  ['severity', 'VARCHAR', ({ finding }) => finding.severity],
  ['object_id', 'VARCHAR', ({ finding }) => finding.objectId ?? null],
  ['track_id', 'VARCHAR', ({ finding }) => finding.trackId ?? null],
  ['box2d_id', 'VARCHAR', ({ finding }) => finding.box2dId ?? null],
  ['camera', 'VARCHAR', ({ finding }) => finding.camera ?? null],
  ['x_m', 'DOUBLE', ({ finding }) => finding.place?.[0] ?? null],
  ['y_m', 'DOUBLE', ({ finding }) => finding.place?.[1] ?? null],
  ['z_m', 'DOUBLE', ({ finding }) => finding.place?.[2] ?? null],
  ['badness', 'DOUBLE', ({ finding }) => finding.badness],
  ['title', 'VARCHAR', ({ finding }) => describeFinding(finding, 'en').title],
  ['message', 'VARCHAR', ({ finding }) => describeFinding(finding, 'en').sentence],
  ['params', 'VARCHAR', ({ finding }) => jsonOf(finding.params)],
  ['is_fixable', 'BOOLEAN', ({ finding }) => finding.fix !== undefined],
  ['waived', 'VARCHAR', ({ finding }) => finding.waiver?.reason ?? null],
  ['key', 'VARCHAR', ({ finding }) => finding.key],
];
