import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import { folderOf } from '../canonicalPath.ts';
import type { Dataset, Frame, Sequence } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { groupBy } from '../groupBy.ts';
import type { JsonRow } from '../jsonRows.ts';
import type { ForeignBox2d, ForeignFrameLabels, ForeignLabels, ForeignObject } from '../layout.ts';
import { ifThere, readLabelNames } from './nuscenesLabelNames.ts';
import { readAnnotation, readObjectAnn, type LabelContext } from './nuscenesObjects.ts';
import { readPose } from './nuscenesPoses.ts';
import {
  calibratedSensorRow,
  dataPath,
  eachRow,
  rowsByToken,
  sampleDataRow,
  tablePath,
  tableRows,
  type SampleDataRow,
  type TableSource,
} from './nuscenesTables.ts';

/** `sample_annotation` (boxes in the world) and, where there is one, `object_ann` (boxes on images). */
export const nuscenesLabels: ForeignLabels = {
  async open(folder, dataset, sequence) {
    const labels = await readLabels(folder, dataset, sequence);
    return (frame) => Promise.resolve(labels.get(frame.id));
  },
};

/** A file of the sequence with its row of `sample_data`. */
interface Place {
  readonly frame: Frame;
  readonly sensor: string;
  readonly row: SampleDataRow;
}

async function readLabels(
  folder: DatasetFolder,
  dataset: Dataset,
  sequence: Sequence,
): Promise<Map<string, ForeignFrameLabels>> {
  const codes = { malformed: 'labels.malformed', mismatch: 'labels.schema' } as const;
  // Rows of other tables that are no good are missed by the objects that need them, and named there.
  const source: TableSource = { folder, tables: folderOf(sequence.folder ?? ''), codes, problems: [] };
  const places = await readPlaces(source, sequence);
  const clouds = [...places.values()].filter(({ sensor }) => sensor === dataset.labelFrame);
  const samples = new Set<unknown>(clouds.map(({ row }) => row.sample_token));
  const annotations = await rowsOf(source, 'sample_annotation', (row) => samples.has(row['sample_token']));
  const objectAnns = await rowsOf(source, 'object_ann', (row) => places.has(row['sample_data_token']));
  const labels = new Map<string, ForeignFrameLabels>();
  if (annotations.length + objectAnns.length === 0) return labels;

  const names = await readLabelNames(source, [...annotations, ...objectAnns]);
  const egoFromLidar = await readEgoFromLidar(source, clouds);
  const annotationsOf = groupBy(annotations, (row) => row['sample_token']);
  const objectAnnsOf = groupBy(objectAnns, (row) => places.get(row['sample_data_token'])!.frame.id);
  for (const { frame, row } of clouds) {
    const pose = egoFromLidar.get(row.calibrated_sensor_token);
    if (pose === undefined || frame.worldFromEgo === undefined) continue;
    const labelFromWorld = invertTransform(composeTransforms(frame.worldFromEgo, pose));
    const path = tablePath(source, 'sample_annotation');
    const { objects, problems } = readObjects(annotationsOf.get(row.sample_token) ?? [], {
      names,
      labelFromWorld,
      path,
    });
    const onImages = { names, objects, path: tablePath(source, 'object_ann') };
    const boxes2d: ForeignBox2d[] = [];
    for (const box of objectAnnsOf.get(frame.id) ?? []) {
      const read = readObjectAnn(box, places.get(box['sample_data_token'])!.sensor, onImages);
      if ('code' in read) problems.push(read);
      else boxes2d.push(read);
    }
    const count = objects.length + boxes2d.length + problems.length;
    if (count > 0) labels.set(frame.id, { objects, boxes2d, problems });
  }
  return labels;
}

/** The rows of `sample_data` by token whose files the sequence shows. Frames do not carry their tokens. */
async function readPlaces(source: TableSource, sequence: Sequence): Promise<Map<unknown, Place>> {
  const shown = new Map<string, Omit<Place, 'row'>>();
  for (const frame of sequence.frames) {
    for (const { sensor, path } of [...frame.clouds, ...frame.images]) shown.set(path, { frame, sensor });
  }
  const placeOf = (filename: unknown): Omit<Place, 'row'> | undefined =>
    typeof filename === 'string' ? shown.get(dataPath(source, filename) ?? '') : undefined;
  const places = new Map<unknown, Place>();
  const isShown = (row: JsonRow): boolean =>
    row['is_key_frame'] === true && placeOf(row['filename']) !== undefined;
  for (const row of await tableRows(source, 'sample_data', sampleDataRow, isShown)) {
    places.set(row.token, { ...placeOf(row.filename)!, row });
  }
  return places;
}

/** Rows as they are: they are checked one by one where their frame is known. None where there is no table. */
async function rowsOf(
  source: TableSource,
  table: 'sample_annotation' | 'object_ann',
  keep: (row: JsonRow) => boolean,
): Promise<JsonRow[]> {
  return ifThere([], async () => {
    const rows: JsonRow[] = [];
    await eachRow(source, table, (row) => {
      if (keep(row)) rows.push(row);
    });
    return rows;
  });
}

async function readEgoFromLidar(
  source: TableSource,
  clouds: readonly Place[],
): Promise<Map<string, RigidTransform>> {
  const tokens = new Set<unknown>(clouds.map(({ row }) => row.calibrated_sensor_token));
  const rows = await rowsByToken(source, 'calibrated_sensor', calibratedSensorRow, ({ token }) =>
    tokens.has(token),
  );
  const poses = new Map<string, RigidTransform>();
  for (const row of rows.values()) {
    const pose = readPose(row);
    if (!('code' in pose)) poses.set(row.token, pose);
  }
  return poses;
}

function readObjects(
  rows: readonly JsonRow[],
  context: LabelContext,
): { objects: ForeignObject[]; problems: Problem[] } {
  const objects: ForeignObject[] = [];
  const problems: Problem[] = [];
  const taken = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const read = readAnnotation(row, index, context);
    if ('code' in read) {
      problems.push(read);
      continue;
    }
    const sourceId = taken.has(read.sourceId) ? `${read.sourceId}#${index}` : read.sourceId;
    if (sourceId !== read.sourceId) {
      const params = { object: read.sourceId, kept: sourceId };
      problems.push({ code: 'labels.duplicateId', severity: 'warning', path: context.path, params });
    }
    taken.add(sourceId);
    objects.push({ ...read, sourceId });
  }
  return { objects, problems };
}
