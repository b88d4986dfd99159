import { z } from 'zod';
import type { JsonProblemCodes } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { canonicalPath, folderOf, joinPath } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readJsonRows, type JsonRow } from '../jsonRows.ts';

/** The tables without which nothing can be shown. */
export const NEEDED_TABLES = [
  'scene',
  'sample',
  'sample_data',
  'sensor',
  'calibrated_sensor',
  'ego_pose',
] as const;

type TableName =
  | (typeof NEEDED_TABLES)[number]
  | 'sample_annotation'
  | 'instance'
  | 'category'
  | 'attribute'
  | 'visibility'
  | 'object_ann';

/** A set of tables in a dataset's folder, and what became of reading them. */
export interface TableSource {
  readonly folder: DatasetFolder;
  /** The folder of the tables, e.g. `v1.0-mini`; file names in them start beside it. */
  readonly tables: string;
  /** What a table that cannot be read at all is reported as. */
  readonly codes: JsonProblemCodes;
  /** Rows that were left out. */
  readonly problems: Problem[];
}

const token = z.string().min(1);
const number3 = z.tuple([z.number(), z.number(), z.number()]);
/** Keys that are missing, null or of another type: what they say is not known. */
const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);

export const sceneRow = z.object({ token, name: optional(z.string()) });
export const sampleRow = z.object({ token, scene_token: token, timestamp: z.number() });
export const sensorRow = z.object({ token, channel: token, modality: token });
/** Poses and lenses are looked at where they are used: a broken one costs only its sensor. */
export const calibratedSensorRow = z.looseObject({ token, sensor_token: token });
export const sampleDataRow = z.object({
  token,
  sample_token: token,
  ego_pose_token: z.string(),
  calibrated_sensor_token: z.string(),
  filename: z.string(),
  /** Microseconds since 1970. */
  timestamp: optional(z.int()),
  width: optional(z.int().positive()),
  height: optional(z.int().positive()),
  /** T4: a stand-in for data that was not recorded says false. */
  is_valid: optional(z.boolean()),
  /** T4: a JSON file about the cloud. */
  info_filename: optional(z.string()),
});
export const namedRow = z.object({ token, name: z.string() });
export const visibilityRow = z.object({ token, level: z.string() });
export const instanceRow = z.object({
  token,
  category_token: z.string(),
  instance_name: optional(z.string()),
});
export const annotationRow = z.looseObject({
  token: z.string().optional(),
  sample_token: token,
  instance_token: token,
  attribute_tokens: z.array(z.string()).nullish(),
  visibility_token: z.string().nullish(),
  translation: number3,
  /** Width, length, height, metres. */
  size: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  /** w x y z. */
  rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export const objectAnnRow = z.object({
  sample_data_token: token,
  instance_token: optional(z.string()),
  category_token: z.string(),
  /** Left, top, right, bottom, pixels. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  automatic_annotation: optional(z.boolean()),
});

export type SceneRow = z.infer<typeof sceneRow>;
export type SampleRow = z.infer<typeof sampleRow>;
export type SensorRow = z.infer<typeof sensorRow>;
export type CalibratedSensorRow = z.infer<typeof calibratedSensorRow>;
export type SampleDataRow = z.infer<typeof sampleDataRow>;
export type InstanceRow = z.infer<typeof instanceRow>;
export type AnnotationRow = z.infer<typeof annotationRow>;

export function tablePath({ tables }: Pick<TableSource, 'tables'>, name: TableName): string {
  return joinPath(tables, `${name}.json`);
}

/** Names that `canonicalPath` would change or refuse; it looks at each character, which takes long for millions. */
const ODD_NAME = /^(?:\/|$)|\/\/|(?:^|\/)\.\.?(?:\/|$)|[^ -~]|[\\:]/;

/** A file named in a table, as a path of the dataset; undefined for what is none. */
export function dataPath({ tables }: Pick<TableSource, 'tables'>, filename: string): string | undefined {
  const path = joinPath(folderOf(tables), filename);
  if (!ODD_NAME.test(filename)) return path;
  return filename.startsWith('/') ? undefined : canonicalPath(path);
}

/** The folders that hold at least so many of the needed tables, at most two below the dataset's own. */
export function foldersWithTables(files: FileListing, atLeast: number): string[] {
  return [...files.folders.keys()].filter((folder) => {
    if (folder === '' || folder.split('/').length > 3) return false;
    return NEEDED_TABLES.filter((name) => files.has(tablePath({ tables: folder }, name))).length >= atLeast;
  });
}

/** @throws ProblemError `folder.unreadable` that names the tables that are needed and not there. */
export function requireTables(files: FileListing, tables: string): void {
  const missing = NEEDED_TABLES.filter((name) => !files.has(tablePath({ tables }, name)));
  if (missing.length === 0) return;
  const params = { reason: 'tablesMissing', tables: missing.map((name) => `${name}.json`).join(', ') };
  throw new ProblemError({ code: 'folder.unreadable', severity: 'error', path: tables, params });
}

/**
 * Shows every row of a table, without keeping any.
 *
 * @throws ProblemError when the table cannot be read
 */
export async function eachRow(
  source: TableSource,
  name: TableName,
  visit: (row: JsonRow, index: number) => void,
): Promise<void> {
  const path = tablePath(source, name);
  let index = 0;
  for await (const batch of readJsonRows(source.folder.readStream(path), path, source.codes)) {
    for (const row of batch) visit(row, index++);
  }
}

/**
 * The rows of a table that `keep` asks for. One that is not as it should be is left out and named.
 *
 * @param keep asked before a row is checked: most rows of large tables are not needed
 * @throws ProblemError when the table cannot be read
 */
export async function tableRows<T>(
  source: TableSource,
  name: TableName,
  schema: z.ZodType<T>,
  keep: (row: JsonRow) => boolean = () => true,
): Promise<T[]> {
  const rows: T[] = [];
  await eachRow(source, name, (row, index) => {
    const checked = keep(row) ? checkRow(source, name, schema, row, index) : undefined;
    if (checked !== undefined) rows.push(checked);
  });
  return rows;
}

/** A row with its types checked; undefined for one that is not as it should be, which is named. */
export function checkRow<T>(
  source: TableSource,
  name: TableName,
  schema: z.ZodType<T>,
  row: JsonRow,
  index: number,
): T | undefined {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  source.problems.push(badRow(source, name, `[${index}]`, schemaFault(parsed.error, row)));
  return undefined;
}

/**
 * A row of `sample_data` as its schema gives it, at a tenth of the time: there is one for every file. Undefined when
 * something is wrong, for the schema to say what.
 */
export function soundSampleData(row: JsonRow): SampleDataRow | undefined {
  const { token: own, sample_token, ego_pose_token, calibrated_sensor_token, filename } = row;
  const { timestamp, width, height, is_valid, info_filename } = row;
  if (typeof own !== 'string' || own === '') return undefined;
  if (typeof sample_token !== 'string' || sample_token === '') return undefined;
  if (typeof ego_pose_token !== 'string' || typeof calibrated_sensor_token !== 'string') return undefined;
  if (typeof filename !== 'string') return undefined;
  return {
    token: own,
    sample_token,
    ego_pose_token,
    calibrated_sensor_token,
    filename,
    timestamp: isWhole(timestamp) ? timestamp : undefined,
    width: isWhole(width) && width > 0 ? width : undefined,
    height: isWhole(height) && height > 0 ? height : undefined,
    is_valid: typeof is_valid === 'boolean' ? is_valid : undefined,
    info_filename: typeof info_filename === 'string' ? info_filename : undefined,
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The rows of a table by token; of two with the same token the first is taken and the other named. */
export async function rowsByToken<T extends { readonly token: string }>(
  source: TableSource,
  name: TableName,
  schema: z.ZodType<T>,
  keep?: (row: JsonRow) => boolean,
): Promise<Map<string, T>> {
  const rows = new Map<string, T>();
  for (const row of await tableRows(source, name, schema, keep)) {
    const twin = { where: row.token, reason: 'duplicate' } as const;
    if (rows.has(row.token)) source.problems.push(badRow(source, name, '', twin));
    else rows.set(row.token, row);
  }
  return rows;
}

function badRow(
  source: TableSource,
  name: TableName,
  row: string,
  fault: ReturnType<typeof schemaFault>,
): Problem {
  const where = fault.where === '' || row === '' ? `${row}${fault.where}` : `${row}.${fault.where}`;
  const path = tablePath(source, name);
  return { code: source.codes.mismatch, severity: 'error', path, params: { ...fault, where } };
}
