import {
  corners,
  minus,
  ofQuaternion,
  times,
  transposed,
  turned,
  type IndependentBox,
  type Matrix,
  type Numbers3,
} from './boxes.ts';

type Row = Readonly<Record<string, unknown>>;
type Kind = 'text' | 'whole' | 'truth' | 'texts' | 'point' | 'turn' | 'matrix';

/** The columns of nuScenes' schema, in the order of the tables that the development kit loads. */
const SCHEMA: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  category: { name: 'text', description: 'text' },
  attribute: { name: 'text', description: 'text' },
  visibility: { level: 'text', description: 'text' },
  instance: {
    category_token: 'text',
    nbr_annotations: 'whole',
    first_annotation_token: 'text',
    last_annotation_token: 'text',
  },
  sensor: { channel: 'text', modality: 'text' },
  calibrated_sensor: {
    sensor_token: 'text',
    translation: 'point',
    rotation: 'turn',
    camera_intrinsic: 'matrix',
  },
  ego_pose: { translation: 'point', rotation: 'turn', timestamp: 'whole' },
  log: { logfile: 'text', vehicle: 'text', date_captured: 'text', location: 'text' },
  scene: {
    name: 'text',
    description: 'text',
    log_token: 'text',
    nbr_samples: 'whole',
    first_sample_token: 'text',
    last_sample_token: 'text',
  },
  sample: { timestamp: 'whole', scene_token: 'text', next: 'text', prev: 'text' },
  sample_data: {
    sample_token: 'text',
    ego_pose_token: 'text',
    calibrated_sensor_token: 'text',
    filename: 'text',
    fileformat: 'text',
    width: 'whole',
    height: 'whole',
    timestamp: 'whole',
    is_key_frame: 'truth',
    next: 'text',
    prev: 'text',
  },
  sample_annotation: {
    sample_token: 'text',
    instance_token: 'text',
    attribute_tokens: 'texts',
    visibility_token: 'text',
    translation: 'point',
    size: 'point',
    rotation: 'turn',
    num_lidar_pts: 'whole',
    num_radar_pts: 'whole',
    next: 'text',
    prev: 'text',
  },
  map: { log_tokens: 'texts', category: 'text', filename: 'text' },
};

const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  whole: (value) => Number.isSafeInteger(value),
  truth: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
  point: (value) => isNumbers(value, 3),
  turn: (value) => isNumbers(value, 4) && (value as number[]).some((part) => part !== 0),
  matrix: (value) =>
    Array.isArray(value) &&
    (value.length === 0 || (value.length === 3 && value.every((row) => isNumbers(row, 3)))),
};

function isNumbers(value: unknown, count: number): boolean {
  return Array.isArray(value) && value.length === count && value.every((each) => Number.isFinite(each));
}

/**
 * What nuScenes' development kit does when it loads a folder, and what it answers then; it throws where the kit would. Written
 * from its documentation and from what it asks of the tables.
 */
export class NuscenesKit {
  readonly #tables = new Map<string, ReadonlyMap<string, Row>>();
  /** Sample → channel → the token of its key frame. */
  readonly #data = new Map<string, Map<string, string>>();
  /** Sample → annotations. */
  readonly #annotations = new Map<string, string[]>();

  constructor(files: Readonly<Record<string, string>>, version: string) {
    for (const [name, columns] of Object.entries(SCHEMA)) {
      const text = files[`${version}/${name}.json`];
      if (text === undefined) throw new Error(`no table ${name}`);
      // Tables are opened in whatever encoding the system has.
      if (/[^\n -~]/.test(text)) throw new Error(`${name} is not plain ASCII`);
      const rows = JSON.parse(text) as Row[];
      for (const row of rows)
        for (const [column, kind] of Object.entries({ token: 'text' as const, ...columns }))
          if (!IS[kind](row[column])) throw new Error(`${name}.${column} is ${JSON.stringify(row[column])}`);
      this.#tables.set(name, new Map(rows.map((row) => [row['token'] as string, row])));
    }
    for (const { filename } of this.rows('map'))
      if (files[filename as string] === undefined) throw new Error(`no map mask ${String(filename)}`);
    for (const row of this.rows('sample_annotation')) this.#classOf(row);
    for (const { token } of this.rows('sample')) {
      this.#data.set(token as string, new Map());
      this.#annotations.set(token as string, []);
    }
    for (const row of this.rows('sample_data')) {
      const { channel } = this.#sensorOf(row);
      if (row['is_key_frame'] === true)
        this.#data.get(this.#tokenOf(row, 'sample'))!.set(channel as string, row['token'] as string);
    }
    for (const row of this.rows('sample_annotation'))
      this.#annotations.get(this.#tokenOf(row, 'sample'))!.push(row['token'] as string);
    const [first] = this.rows('map');
    if (first === undefined) throw new Error('no map');
    const mapped = new Set(this.rows('map').flatMap((row) => row['log_tokens'] as string[]));
    for (const { token } of this.rows('log'))
      if (!mapped.has(token as string)) throw new Error('no map of a log');
  }

  rows(table: string): readonly Row[] {
    return [...this.#tables.get(table)!.values()];
  }

  get(table: string, token: unknown): Row {
    const row = this.#tables.get(table)!.get(token as string);
    if (row === undefined) throw new Error(`${table} has no ${JSON.stringify(token)}`);
    return row;
  }

  /** The samples of a scene, from the first along `next`. */
  samplesOf(scene: Row): readonly Row[] {
    this.get('log', scene['log_token']);
    const samples = [this.get('sample', scene['first_sample_token'])];
    while (samples.at(-1)!['next'] !== '') samples.push(this.get('sample', samples.at(-1)!['next']));
    if (samples.at(-1)!['token'] !== scene['last_sample_token']) throw new Error('ends elsewhere');
    return samples;
  }

  /** Channel → token. */
  dataOf(sample: Row): ReadonlyMap<string, string> {
    return this.#data.get(sample['token'] as string)!;
  }

  annotationsOf(sample: Row): readonly Row[] {
    return this.#annotations
      .get(sample['token'] as string)!
      .map((token) => this.get('sample_annotation', token));
  }

  /** `get_sample_data`: the boxes in the frame of the sensor; of a camera those that it sees a corner of. */
  sampleData(token: string): { readonly filename: string; readonly boxes: readonly IndependentBox[] } {
    const data = this.get('sample_data', token);
    const mount = this.get('calibrated_sensor', data['calibrated_sensor_token']);
    const pose = this.get('ego_pose', data['ego_pose_token']);
    const sample = this.get('sample', data['sample_token']);
    const filename = data['filename'] as string;
    const boxes = this.annotationsOf(sample).map((row): IndependentBox => {
      const [width, length, height] = row['size'] as Numbers3;
      let [centre, rotation] = [row['translation'] as Numbers3, rotationOf(row)];
      for (const frame of [pose, mount]) {
        const back = transposed(rotationOf(frame));
        centre = turned(back, minus(centre, frame['translation'] as Numbers3));
        rotation = times(back, rotation);
      }
      return { frame: filename, class: this.#classOf(row), centre, size: [length, width, height], rotation };
    });
    if (this.#sensorOf(data)['modality'] !== 'camera') return { filename, boxes };
    const matrix = mount['camera_intrinsic'] as Matrix;
    const size = [data['width'], data['height']] as [number, number];
    return { filename, boxes: boxes.filter((box) => isSeen(box, matrix, size)) };
  }

  /** `box_velocity`, metres a second; undefined where there is none to be told from. */
  velocity(annotation: Row): Numbers3 | undefined {
    const [hasPrevious, hasNext] = [annotation['prev'] !== '', annotation['next'] !== ''];
    const first = hasPrevious ? this.get('sample_annotation', annotation['prev']) : annotation;
    const last = hasNext ? this.get('sample_annotation', annotation['next']) : annotation;
    if (first === last) return undefined;
    const at = (row: Row): number => (this.get('sample', row['sample_token'])['timestamp'] as number) / 1e6;
    const seconds = at(last) - at(first);
    if (!(seconds > 0)) throw new Error('divided by zero');
    if (seconds > (hasPrevious && hasNext ? 3 : 1.5)) return undefined;
    const way = minus(last['translation'] as Numbers3, first['translation'] as Numbers3);
    return [way[0] / seconds, way[1] / seconds, way[2] / seconds];
  }

  #tokenOf(row: Row, table: string): string {
    return this.get(table, row[`${table}_token`])['token'] as string;
  }

  #sensorOf(data: Row): Row {
    return this.get('sensor', this.get('calibrated_sensor', data['calibrated_sensor_token'])['sensor_token']);
  }

  #classOf(annotation: Row): string {
    const { category_token: category } = this.get('instance', annotation['instance_token']);
    for (const token of annotation['attribute_tokens'] as string[]) this.get('attribute', token);
    if (annotation['visibility_token'] !== '') this.get('visibility', annotation['visibility_token']);
    return this.get('category', category)['name'] as string;
  }
}

/** A corner within the image and more than a metre ahead, all of them ahead. */
function isSeen(box: IndependentBox, matrix: Matrix, [width, height]: readonly [number, number]): boolean {
  const all = corners(box);
  const within = all.map((corner) => {
    const [x, y, z] = turned(matrix, corner);
    const [u, v] = [x / z, y / z];
    return u > 0 && u < width && v > 0 && v < height && corner[2] > 1;
  });
  return within.some(Boolean) && all.every(([, , depth]) => depth > 0.1);
}

function rotationOf(row: Row): Matrix {
  const [w, x, y, z] = row['rotation'] as [number, number, number, number];
  const norm = Math.hypot(w, x, y, z);
  return ofQuaternion(x / norm, y / norm, z / norm, w / norm);
}
