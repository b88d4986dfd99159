import type { Box2dJson, ObjectJson, ProjectionJson } from '../sidecar.ts';
import { classOf } from './objectTable.ts';
import { bigintOf, jsonOf, nanosecondsOf, type Column } from './table.ts';
import type { InFrame } from './tableFrame.ts';

/** Where a camera sees a cuboid. */
export interface Projected {
  readonly object: ObjectJson;
  readonly projection: ProjectionJson;
}

/** A row for each cuboid and camera that sees it. */
export const PROJECTION_COLUMNS: readonly Column<InFrame<Projected>>[] = [
  ['dataset', 'VARCHAR', ({ frame }) => frame.dataset],
  ['frame_id', 'VARCHAR', ({ frame }) => frame.sidecar.frame.id],
  ['frame_index', 'BIGINT', ({ frame }) => bigintOf(frame.sidecar.frame.index)],
  ['object_id', 'VARCHAR', ({ record }) => record.object.id],
  ['track_id', 'VARCHAR', ({ record }) => record.object.trackId],
  ['class', 'VARCHAR', ({ frame, record }) => classOf(frame, record.object)],
  ['camera', 'VARCHAR', ({ record }) => record.projection.camera],
  ['clipped_left_px', 'DOUBLE', ({ record }) => record.projection.clipped.left],
  ['clipped_top_px', 'DOUBLE', ({ record }) => record.projection.clipped.top],
  ['clipped_right_px', 'DOUBLE', ({ record }) => record.projection.clipped.right],
  ['clipped_bottom_px', 'DOUBLE', ({ record }) => record.projection.clipped.bottom],
  ['amodal_left_px', 'DOUBLE', ({ record }) => record.projection.amodal.left],
  ['amodal_top_px', 'DOUBLE', ({ record }) => record.projection.amodal.top],
  ['amodal_right_px', 'DOUBLE', ({ record }) => record.projection.amodal.right],
  ['amodal_bottom_px', 'DOUBLE', ({ record }) => record.projection.amodal.bottom],
  ['truncation', 'DOUBLE', ({ record }) => record.projection.truncation],
  ['calibration', 'VARCHAR', ({ record }) => record.projection.calibration],
];

/** A row for each 2D box that a person or a detector drew. */
export const BOX2D_COLUMNS: readonly Column<InFrame<Box2dJson>>[] = [
  ['dataset', 'VARCHAR', ({ frame }) => frame.dataset],
  ['frame_id', 'VARCHAR', ({ frame }) => frame.sidecar.frame.id],
  ['frame_index', 'BIGINT', ({ frame }) => bigintOf(frame.sidecar.frame.index)],
  ['timestamp_ns', 'BIGINT', ({ frame }) => frame.timestampNs],
  ['box2d_id', 'VARCHAR', ({ record }) => record.id],
  ['camera', 'VARCHAR', ({ record }) => record.camera],
  ['left_px', 'DOUBLE', ({ record }) => record.rectangle.left],
  ['top_px', 'DOUBLE', ({ record }) => record.rectangle.top],
  ['right_px', 'DOUBLE', ({ record }) => record.rectangle.right],
  ['bottom_px', 'DOUBLE', ({ record }) => record.rectangle.bottom],
  ['class', 'VARCHAR', ({ record }) => record.class],
  ['track_id', 'VARCHAR', ({ record }) => record.trackId ?? null],
  ['linked_by', 'VARCHAR', ({ record }) => record.linkedBy ?? null],
  ['extent', 'VARCHAR', ({ record }) => record.extent ?? null],
  ['source', 'VARCHAR', ({ record }) => record.source],
  ['score', 'DOUBLE', ({ record }) => record.score ?? null],
  ['imported_from', 'VARCHAR', ({ record }) => record.importedFrom ?? null],
  ['author', 'VARCHAR', ({ record }) => record.author ?? null],
  ['changed_at_ns', 'BIGINT', ({ record }) => nanosecondsOf(record.changedAt)],
  ['verdict', 'VARCHAR', ({ frame, record }) => frame.verdicts.get(record.id.toLowerCase()) ?? null],
  ['attributes', 'VARCHAR', ({ record }) => jsonOf(record.attributes)],
];
