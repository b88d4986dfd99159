import { jsonText } from '../common/perFrame.ts';
import type { OutputFile } from '../common/interchangeFormat.ts';
import { nuscenesToken } from './nuscenesToken.ts';

/** All that the development kit loads. */
export const TABLES = [
  'category',
  'attribute',
  'visibility',
  'instance',
  'sensor',
  'calibrated_sensor',
  'ego_pose',
  'log',
  'scene',
  'sample',
  'sample_data',
  'sample_annotation',
  'map',
] as const;
export type TableName = (typeof TABLES)[number];

export interface Row {
  readonly token: string;
  [key: string]: unknown;
}

/** Where the development kit looks for a set of tables. */
const VERSION = 'v1.0-boxwright';
/** The kit wants a picture of the map to be there; this one has a single black pixel. */
const MAP = 'maps/none.png';
const ONE_PIXEL = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
  126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 218, 99, 96, 0, 0, 0, 2, 0, 1, 229, 39, 222, 252, 0, 0, 0,
  0, 73, 69, 78, 68, 174, 66, 96, 130,
]);

/** How much of an object can be seen, in the order of the tokens 1, 2, 3, 4. */
export const VISIBILITIES = ['v0-40', 'v40-60', 'v60-80', 'v80-100'];

/** The rows of all tables, each under its token once. */
export class NuscenesTables {
  readonly #rows = new Map<TableName, Map<string, Row>>(TABLES.map((name) => [name, new Map()]));

  /** Adds a row unless it is there; answers the one that is. */
  add(table: TableName, row: Row): Row {
    const rows = this.#rows.get(table)!;
    const known = rows.get(row.token);
    if (known !== undefined) return known;
    rows.set(row.token, row);
    return row;
  }

  *files(): Generator<OutputFile> {
    const log = nuscenesToken('log');
    this.add('log', { token: log, logfile: '', vehicle: '', date_captured: '', location: '' });
    this.add('map', {
      token: nuscenesToken('map'),
      category: 'semantic_prior',
      filename: MAP,
      log_tokens: [log],
    });
    for (const [i, level] of VISIBILITIES.entries())
      this.add('visibility', { token: String(i + 1), level, description: '' });
    for (const name of TABLES)
      yield { path: `${VERSION}/${name}.json`, text: ascii(jsonText([...this.#rows.get(name)!.values()])) };
    yield { path: MAP, text: ONE_PIXEL };
  }
}

/** The kit opens tables in the encoding of its system, which may be GBK: with escapes they are the same in all. */
function ascii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Chains rows by `prev` and `next`; the ends have the empty text. */
export function chain(rows: readonly Row[]): void {
  for (const [i, row] of rows.entries()) {
    row['prev'] = rows[i - 1]?.token ?? '';
    row['next'] = rows[i + 1]?.token ?? '';
  }
}
