import { ProblemError } from '../../problems/problem.ts';
import type { JsonRow } from '../jsonRows.ts';
import {
  instanceRow,
  namedRow,
  rowsByToken,
  tablePath,
  visibilityRow,
  type InstanceRow,
  type TableSource,
} from './nuscenesTables.ts';

/** What the tokens in labels stand for. */
export interface LabelNames {
  readonly instances: ReadonlyMap<string, InstanceRow>;
  /** Token → name. */
  readonly categories: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, string>;
  readonly visibilities: ReadonlyMap<string, string>;
}

/**
 * @param rows the labels whose objects are looked up: the full nuScenes has 64,386 objects
 * @throws ProblemError when a table cannot be read, or one is missing without which an object has no class.
 */
export async function readLabelNames(source: TableSource, rows: readonly JsonRow[]): Promise<LabelNames> {
  const needed = new Set(rows.map((row) => row['instance_token']));
  const instances = await needTable(source, 'instance', () =>
    rowsByToken(source, 'instance', instanceRow, ({ token }) => needed.has(token)),
  );
  const categories = await needTable(source, 'category', () => rowsByToken(source, 'category', namedRow));
  const attributes = await ifThere(new Map(), () => rowsByToken(source, 'attribute', namedRow));
  const visibilities = await ifThere(new Map(), () => rowsByToken(source, 'visibility', visibilityRow));
  return {
    instances,
    categories: mapValues(categories, ({ name }) => name),
    attributes: mapValues(attributes, ({ name }) => name),
    visibilities: mapValues(visibilities, ({ level }) => level),
  };
}

/** What is read, or the other value where the file does not exist. */
export async function ifThere<T>(otherwise: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'file.missing') return otherwise;
    throw error;
  }
}

async function needTable<T>(
  source: TableSource,
  name: 'instance' | 'category',
  read: () => Promise<T>,
): Promise<T> {
  const found = await ifThere(undefined, read);
  if (found !== undefined) return found;
  const params = { reason: 'tablesMissing', tables: `${name}.json` };
  const path = tablePath(source, 'sample_annotation');
  throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, valueOf: (value: T) => U): Map<string, U> {
  return new Map([...map].map(([key, value]) => [key, valueOf(value)]));
}
