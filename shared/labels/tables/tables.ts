import { FINDING_COLUMNS } from './findingTable.ts';
import { FRAME_COLUMNS } from './frameTable.ts';
import { BOX2D_COLUMNS, PROJECTION_COLUMNS } from './imageTables.ts';
import { OBJECT_COLUMNS } from './objectTable.ts';
import type { Cell, Column, ColumnType, TableName } from './table.ts';
import type { TableFrame } from './tableFrame.ts';

/** The columns of each table, without those that are in the names of its folders: `sequence` and `date`. */
export const TABLES: Readonly<
  Record<TableName, readonly (readonly [name: string, type: ColumnType, ...unknown[]])[]>
> = {
  frames: FRAME_COLUMNS,
  objects: OBJECT_COLUMNS,
  projections: PROJECTION_COLUMNS,
  box2d: BOX2D_COLUMNS,
  findings: FINDING_COLUMNS,
};

/** Those that come of a sidecar alone. */
export type LabelTable = Exclude<TableName, 'findings'>;
export const LABEL_TABLES = ['frames', 'objects', 'projections', 'box2d'] as const satisfies LabelTable[];

export type Row = readonly Cell[];

/** The rows of a frame's labels, in the order of the sidecar. */
export function labelRows(table: LabelTable, frame: TableFrame): Row[] {
  const { objects, boxes2d } = frame.sidecar;
  switch (table) {
    case 'frames':
      return [rowOf(FRAME_COLUMNS, frame)];
    case 'objects':
      return objects.map((record) => rowOf(OBJECT_COLUMNS, { frame, record }));
    case 'projections':
      return objects.flatMap((object) =>
        object.projections.map((projection) =>
          rowOf(PROJECTION_COLUMNS, { frame, record: { object, projection } }),
        ),
      );
    case 'box2d':
      return boxes2d.map((record) => rowOf(BOX2D_COLUMNS, { frame, record }));
  }
}

export function rowOf<R>(columns: readonly Column<R>[], record: R): Row {
  return columns.map(([, , of]) => of(record));
}
