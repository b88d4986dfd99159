import type { ObjectJson } from '../sidecar.ts';
import { bigintOf, jsonOf, nanosecondsOf, type Column } from './table.ts';
import type { InFrame, TableFrame } from './tableFrame.ts';

/** A row for each cuboid. */
export const OBJECT_COLUMNS: readonly Column<InFrame<ObjectJson>>[] = [
  ['dataset', 'VARCHAR', ({ frame }) => frame.dataset],
  ['frame_id', 'VARCHAR', ({ frame }) => frame.sidecar.frame.id],
  ['frame_index', 'BIGINT', ({ frame }) => bigintOf(frame.sidecar.frame.index)],
  ['timestamp_ns', 'BIGINT', ({ frame }) => frame.timestampNs],
  ['object_id', 'VARCHAR', ({ record }) => record.id],
  ['track_id', 'VARCHAR', ({ record }) => record.trackId],
  ['track_number', 'BIGINT', ({ frame, record }) => bigintOf(trackOf(frame, record.trackId)?.number)],
  ['class', 'VARCHAR', ({ frame, record }) => classOf(frame, record)],
  ['x_m', 'DOUBLE', ({ record }) => record.cuboid.centre[0]],
  ['y_m', 'DOUBLE', ({ record }) => record.cuboid.centre[1]],
  ['z_m', 'DOUBLE', ({ record }) => record.cuboid.centre[2]],
  ['length_m', 'DOUBLE', ({ record }) => record.cuboid.size[0]],
  ['width_m', 'DOUBLE', ({ record }) => record.cuboid.size[1]],
  ['height_m', 'DOUBLE', ({ record }) => record.cuboid.size[2]],
  ['qx', 'DOUBLE', ({ record }) => record.cuboid.rotation[0]],
  ['qy', 'DOUBLE', ({ record }) => record.cuboid.rotation[1]],
  ['qz', 'DOUBLE', ({ record }) => record.cuboid.rotation[2]],
  ['qw', 'DOUBLE', ({ record }) => record.cuboid.rotation[3]],
  ['yaw_rad', 'DOUBLE', ({ record }) => record.cuboid.yaw],
  ['points', 'BIGINT', ({ record }) => bigintOf(record.points)],
  ['source', 'VARCHAR', ({ record }) => record.provenance.source],
  ['method', 'VARCHAR', ({ record }) => record.provenance.method ?? null],
  ['is_keyframe', 'BOOLEAN', ({ record }) => record.provenance.keyframe],
  ['author', 'VARCHAR', ({ record }) => record.provenance.author ?? null],
  ['changed_at_ns', 'BIGINT', ({ record }) => nanosecondsOf(record.provenance.changedAt)],
  ['status', 'VARCHAR', ({ record }) => record.status],
  ['verdict', 'VARCHAR', ({ frame, record }) => frame.verdicts.get(record.id.toLowerCase()) ?? null],
  ['attributes', 'VARCHAR', ({ record }) => jsonOf(record.attributes)],
];

function trackOf({ tracks }: TableFrame, trackId: string) {
  return tracks.get(trackId.toLowerCase());
}

/** That of its track, which wins over the copy in the sidecar. */
export function classOf(frame: TableFrame, object: Pick<ObjectJson, 'trackId' | 'class'>): string {
  return trackOf(frame, object.trackId)?.class ?? object.class;
}
