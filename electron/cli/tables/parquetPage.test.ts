import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { TABLE_NAMES } from '#shared/labels/tables/table.ts';
import { TABLES } from '#shared/labels/tables/tables.ts';

const PAGE = fileURLToPath(new URL('../../../docs/parquet.md', import.meta.url));

test('docs/parquet.md has every column of every table, with its type and the unit in its name', () => {
  const page = readFileSync(PAGE, 'utf8');
  for (const table of TABLE_NAMES) {
    const section = page.split(`\n### ${table}\n`)[1]?.split(/\n##/)[0] ?? '';
    const told = [...section.matchAll(/^\| `(\w+)` \| ([\w[\]]+) \| (\w*) ?\|/gm)].map(
      ([, ...cells]) => cells,
    );
    expect(told).toEqual(TABLES[table].map(([name, type]) => [name, type, unitOf(name)]));
  }
});

function unitOf(name: string): string {
  return /_(m|rad|px|ns)$/.exec(name)?.[1] ?? '';
}
