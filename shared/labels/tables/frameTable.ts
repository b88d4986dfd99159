import { bigintOf, nanosecondsOf, type Column } from './table.ts';
import type { TableFrame } from './tableFrame.ts';

/** A row for each sidecar. */
export const FRAME_COLUMNS: readonly Column<TableFrame>[] = [
  ['dataset', 'VARCHAR', ({ dataset }) => dataset],
  ['frame_id', 'VARCHAR', ({ sidecar }) => sidecar.frame.id],
  ['frame_index', 'BIGINT', ({ sidecar }) => bigintOf(sidecar.frame.index)],
  ['timestamp_ns', 'BIGINT', ({ timestampNs }) => timestampNs],
  ['clock', 'VARCHAR', ({ timestamp }) => timestamp?.clock ?? null],
  ['timestamp_meaning', 'VARCHAR', ({ timestamp }) => timestamp?.meaning ?? null],
  ['label_frame', 'VARCHAR', ({ sidecar }) => sidecar.labelFrame],
  ['ego_x_m', 'DOUBLE', ({ sidecar }) => sidecar.frame.worldFromEgo?.translation[0] ?? null],
  ['ego_y_m', 'DOUBLE', ({ sidecar }) => sidecar.frame.worldFromEgo?.translation[1] ?? null],
  ['ego_z_m', 'DOUBLE', ({ sidecar }) => sidecar.frame.worldFromEgo?.translation[2] ?? null],
  ['world_from_ego', 'DOUBLE[]', ({ sidecar }) => sidecar.frame.worldFromEgo?.rotation ?? null],
  ['objects', 'BIGINT', ({ sidecar }) => bigintOf(sidecar.objects.length)],
  ['boxes2d', 'BIGINT', ({ sidecar }) => bigintOf(sidecar.boxes2d.length)],
  ['is_done', 'BOOLEAN', ({ sidecar }) => sidecar.frame.done !== undefined],
  ['done_by', 'VARCHAR', ({ sidecar }) => sidecar.frame.done?.author ?? null],
  ['done_at_ns', 'BIGINT', ({ sidecar }) => nanosecondsOf(sidecar.frame.done?.markedAt)],
  ['verdict', 'VARCHAR', ({ verdicts }) => verdicts.get('') ?? null],
  ['sidecar', 'VARCHAR', ({ path }) => path],
];
