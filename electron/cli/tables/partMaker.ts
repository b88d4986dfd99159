import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { programVersion } from '#electron/services/appFiles.ts';
import { revisionOf } from '#electron/services/revision.ts';
import type { TableName } from '#shared/labels/tables/table.ts';
import { LABEL_TABLES, TABLES } from '#shared/labels/tables/tables.ts';
import type { RuleId } from '#shared/quality/finding.ts';
import { areUnchanged, keyOf, portable } from '../sequences/partStore.ts';
import type { ReadLog } from '../sequences/readLog.ts';
import type { OpenDuckdb } from './duckdb.ts';
import { exportFindings, type FindingPart } from './exportFindings.ts';
import { exportLabels, hashLabels } from './exportLabels.ts';
import type { LabelPart } from './labelDatasets.ts';
import { partRecord, readPartRecord, type PartRecord } from './partRecord.ts';
import { PartRows } from './partRows.ts';
import type { PartPlaces, WrittenFile } from './tableFolder.ts';

/** Some of the work: it follows from its own files and the settings alone. */
export type TablePart = LabelPart | FindingPart;

/** How much work it is. */
export function framesIn(part: TablePart): number {
  return part.kind === 'labels' ? part.paths.length : part.sequence.frames.length;
}

/** Plain data. */
export interface TableSettings {
  readonly tables: readonly TableName[];
  /** Of findings. */
  readonly rules: readonly RuleId[];
}

/** Plain data. */
export interface PartOutcome {
  readonly record: PartRecord;
  /** To be put into their places; undefined: they are there, made of the same. */
  readonly files?: readonly WrittenFile[];
}

export interface PartMakerOptions {
  readonly open: OpenDuckdb;
  readonly settings: TableSettings;
  /** What the rules read through. */
  readonly log: ReadLog;
  /** How names of files that are written begin. */
  readonly temporary: string;
}

type MadeOf = Pick<PartRecord, 'key' | 'sequences' | 'inputs' | 'problems'>;

/** Makes parts one after the other, or finds that they are there. */
export class PartMaker {
  readonly #options: PartMakerOptions;
  #counter = 0;

  constructor(options: PartMakerOptions) {
    this.#options = options;
  }

  /** @param onRead told how many more of its frames are done; what it throws ends the work */
  async ensure(part: TablePart, places: PartPlaces, onRead: (count: number) => void): Promise<PartOutcome> {
    const record = await readPartRecord(places.record);
    if (record !== undefined && (await this.#isGood(part, record, places, onRead))) return { record };
    const rows = await PartRows.start(this.#options.open);
    try {
      const madeOf = await this.#addRows(part, rows, onRead);
      const written = await rows.write(() => this.#temporaryFile());
      const hashes: Record<string, string> = {};
      for (const { folder, temporary } of written.files) hashes[folder] = await hashFile(temporary);
      return {
        record: partRecord({ ...madeOf, rows: written.rows, files: hashes }),
        files: written.files,
      };
    } finally {
      rows.close();
    }
  }

  async #addRows(part: TablePart, rows: PartRows, onRead: (count: number) => void): Promise<MadeOf> {
    const { settings, log } = this.#options;
    if (part.kind === 'labels') {
      const tables = LABEL_TABLES.filter((table) => settings.tables.includes(table));
      const { hash, sequences, problems } = await exportLabels(part, rows, tables, onRead);
      return { key: this.#keyOfLabels(part, hash), sequences: [...sequences], problems: [...problems] };
    }
    const key = await this.#keyOfFindings(part);
    log.take();
    const problems = await exportFindings(part, rows, settings, onRead);
    // Several files are read at the same time: in their order they are the same in every run.
    const inputs = log
      .take()
      ?.map((input) => portable(input, part.quality))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return { key, inputs, problems: [...problems] };
  }

  async #isGood(
    part: TablePart,
    { key, sequences = [], inputs, files }: PartRecord,
    places: PartPlaces,
    onRead: (count: number) => void,
  ): Promise<boolean> {
    const folders = Object.keys(files);
    if (folders.length !== places.files.length) return false;
    for (const { folder, path } of places.files)
      if ((await hashFile(path).catch(() => undefined)) !== files[folder]) return false;
    if (part.kind === 'labels')
      return key === this.#keyOfLabels(part, await hashLabels(part, sequences, onRead));
    return key === (await this.#keyOfFindings(part)) && areUnchanged(inputs, part.quality, () => onRead(0));
  }

  /** @param hash of the texts that were read */
  #keyOfLabels({ dataset }: LabelPart, hash: string): string {
    return this.#key('labels', [dataset.name, hash]);
  }

  async #keyOfFindings({ dataset, quality, sequence }: FindingPart): Promise<string> {
    const { rules } = this.#options.settings;
    const work = { kind: 'validate', settings: { rules } } as const;
    return this.#key('findings', [dataset.name, await keyOf(work, quality, sequence)]);
  }

  /** What is called alike is made alike by one version of this program, of DuckDB and of the tables. */
  #key(kind: TablePart['kind'], of: readonly string[]): string {
    const { open, settings } = this.#options;
    const tables = settings.tables.filter((table) => (table === 'findings') === (kind === 'findings'));
    const columns = tables.map((table) => [table, TABLES[table].map(([name, type]) => [name, type])]);
    return revisionOf(JSON.stringify([programVersion(), open.duckdb.version(), columns, ...of]));
  }

  #temporaryFile(): string {
    this.#counter += 1;
    return `${this.#options.temporary}${this.#counter}`;
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) hash.update(piece);
  return hash.digest('hex');
}
