import { z } from 'zod';
import { TABLES, type TableName } from '#shared/interchange/nuscenes/nuscenesTables.ts';

/** Column → the table that its tokens are of, as the development kit follows them. */
const REFERENCES: Partial<Record<TableName, Readonly<Record<string, TableName>>>> = {
  instance: {
    category_token: 'category',
    first_annotation_token: 'sample_annotation',
    last_annotation_token: 'sample_annotation',
  },
  calibrated_sensor: { sensor_token: 'sensor' },
  scene: { log_token: 'log', first_sample_token: 'sample', last_sample_token: 'sample' },
  sample: { scene_token: 'scene', prev: 'sample', next: 'sample' },
  sample_data: {
    sample_token: 'sample',
    ego_pose_token: 'ego_pose',
    calibrated_sensor_token: 'calibrated_sensor',
    prev: 'sample_data',
    next: 'sample_data',
  },
  sample_annotation: {
    sample_token: 'sample',
    instance_token: 'instance',
    visibility_token: 'visibility',
    prev: 'sample_annotation',
    next: 'sample_annotation',
  },
};
/** Columns that may lead nowhere: the ends of a chain, and what nobody has said. */
const OPTIONAL = new Set(['prev', 'next', 'visibility_token']);

const rowsSchema = z.array(z.looseObject({ token: z.string().min(1) }));
type Row = z.infer<typeof rowsSchema>[number];
export type NuscenesRows = Readonly<Record<TableName, readonly Row[]>>;
type Faults = Generator<string>;

export function nuscenesRows(files: Readonly<Record<string, string>>): NuscenesRows {
  const read = (name: TableName): Row[] =>
    rowsSchema.parse(JSON.parse(files[`v1.0-boxwright/${name}.json`]!));
  return Object.fromEntries(TABLES.map((name) => [name, read(name)])) as Record<TableName, Row[]>;
}

/** What the development kit would stumble over in the tables; one line each. */
export function nuscenesFaults(rows: NuscenesRows): string[] {
  return [...tokenFaults(rows), ...chainFaults(rows), ...countFaults(rows), ...geometryFaults(rows)];
}

/** Tokens are unique, 32 hexadecimal digits but for the visibilities', and lead somewhere. */
function* tokenFaults(rows: NuscenesRows): Faults {
  for (const name of TABLES) {
    const tokens = new Set(rows[name].map(({ token }) => token));
    if (tokens.size !== rows[name].length) yield `${name} has a token twice`;
    if (name !== 'visibility' && ![...tokens].every((token) => /^[0-9a-f]{32}$/.test(token)))
      yield `${name} has a token that is none`;
    for (const [column, target] of Object.entries(REFERENCES[name] ?? {})) {
      const known = new Set(rows[target].map(({ token }) => token));
      for (const row of rows[name]) {
        const value = row[column];
        if (!(value === '' && OPTIONAL.has(column)) && !known.has(String(value)))
          yield `${name}.${column} of ${row.token} leads nowhere`;
      }
    }
  }
  const attributes = new Set(rows.attribute.map(({ token }) => token));
  for (const { token, attribute_tokens: own } of rows.sample_annotation)
    for (const each of own as string[])
      if (!attributes.has(each)) yield `${token} has an attribute that is none`;
  for (const { token } of rows.log)
    if (!rows.map.some(({ log_tokens: logs }) => (logs as string[]).includes(token)))
      yield `${token} has no map`;
}

/** `prev` and `next` answer one another, within a sensor, a scene, an instance. */
function* chainFaults(rows: NuscenesRows): Faults {
  const within = {
    sample: 'scene_token',
    sample_data: 'calibrated_sensor_token',
    sample_annotation: 'instance_token',
  };
  for (const [name, group] of Object.entries(within) as [keyof typeof within, string][]) {
    const byToken = new Map(rows[name].map((row) => [row.token, row]));
    for (const row of rows[name]) {
      const next = byToken.get(String(row['next']));
      if (next === undefined) continue;
      if (next['prev'] !== row.token) yield `${name}: ${next.token} does not lead back to ${row.token}`;
      // A camera with a calibration of its own in each image is still one camera.
      if (name !== 'sample_data' && next[group] !== row[group])
        yield `${name}: ${row.token} leads to another ${group}`;
    }
  }
}

/** Counts and ends are those of the rows; every sample has data of the lidar. */
function* countFaults(rows: NuscenesRows): Faults {
  for (const scene of rows.scene) {
    const samples = rows.sample.filter((row) => row['scene_token'] === scene.token);
    if (scene['nbr_samples'] !== samples.length) yield `scene ${scene.token} has other samples than it says`;
  }
  for (const instance of rows.instance) {
    const own = rows.sample_annotation.filter((row) => row['instance_token'] === instance.token);
    if (instance['nbr_annotations'] !== own.length)
      yield `instance ${instance.token} has others than it says`;
    if (own.filter(({ prev }) => prev === '').length !== 1) yield `instance ${instance.token} begins twice`;
  }
  const lidars = new Set(
    rows.sensor.filter(({ modality }) => modality === 'lidar').map(({ token }) => token),
  );
  const mounts = new Set(
    rows.calibrated_sensor.filter((row) => lidars.has(String(row['sensor_token']))).map(({ token }) => token),
  );
  const seen = new Set(
    rows.sample_data
      .filter((row) => mounts.has(String(row['calibrated_sensor_token'])))
      .map((row) => row['sample_token']),
  );
  for (const { token } of rows.sample) if (!seen.has(token)) yield `sample ${token} has no lidar`;
}

function* geometryFaults(rows: NuscenesRows): Faults {
  for (const name of ['sample_annotation', 'ego_pose', 'calibrated_sensor'] as const)
    for (const row of rows[name]) {
      const [rotation, translation] = [row['rotation'], row['translation']] as [number[], number[]];
      if (rotation.length !== 4 || Math.abs(Math.hypot(...rotation) - 1) > 1e-3)
        yield `${row.token} is not turned`;
      if (translation.length !== 3 || !translation.every(Number.isFinite)) yield `${row.token} is nowhere`;
    }
  for (const { token, size } of rows.sample_annotation)
    if (!(size as number[]).every((side) => side > 0)) yield `${token} is flat`;
}
