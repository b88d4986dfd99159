import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decompress } from 'fzstd';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';

/** Reads Parquet with a library that has nothing to do with the one that wrote it. */

/** The rows of a table with the names of their folders, file by file in order of their paths. */
export async function parquetRows(folder: string, table: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (const path of await parquetFiles(join(folder, table))) {
    const file = await asyncBufferFromFile(join(folder, table, path));
    const compressors = { ZSTD: (input: Uint8Array) => decompress(input) };
    const [, sequence, date] = /^sequence=(.*)\/date=(.*)\//.exec(path) ?? [];
    for (const row of await parquetReadObjects({ file, compressors })) all.push({ ...row, sequence, date });
  }
  return all;
}

/** Name → physical and logical type, as the file itself says. */
export async function parquetTypes(path: string): Promise<Record<string, string>> {
  const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  return Object.fromEntries(
    schema.slice(1).map(({ name, type, converted_type }) => [name, [type, converted_type].join(' ').trim()]),
  );
}

/** Paths below a folder, in order. */
export async function parquetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.parquet'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
