import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { labelFolder, writeFiles } from '../../bench/labelFolder.ts';
import { exampleSidecar } from '../../testing/exampleLabels.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

function writeDrive(): void {
  writeFiles(join(folder, 'drive'), labelFolder({ sequences: 2, framesPerSequence: 2, objectsPerFrame: 4 }));
}

const query = (sql: string, ...args: string[]) => runCli('query', join(folder, 'drive'), sql, ...args);

/** Folders for the time of a query of this process. */
async function ofQueries(): Promise<string[]> {
  return (await readdir(tmpdir())).filter(
    (name) => name.startsWith('boxwright-query-') && name.includes(`-${process.pid}-`),
  );
}

describe('boxwright query', () => {
  test('answers from label files and from what export wrote alike', async () => {
    writeDrive();
    const sql = `SELECT class, count(*) AS n, max(timestamp_ns) AS last, any_value(sequence ORDER BY sequence) AS first,
      list(x_m ORDER BY x_m)[1] AS nearest FROM objects WHERE date = '2023-11-14' GROUP BY ALL ORDER BY class LIMIT 2`;
    const asked = await query(sql, '--json');
    expect(asked).toMatchObject({ exitCode: 0, err: '' });
    const last = '1700000000100000000';
    expect(
      asked.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { class: 'bicycle', n: 4, last, first: 'drive_0000', nearest: 39 },
      { class: 'car', n: 4, last, first: 'drive_0000', nearest: 12 },
    ]);
    await runCli('export', '--to', 'parquet', join(folder, 'out'), join(folder, 'drive'));
    expect(await runCli('query', join(folder, 'out'), sql, '--json')).toEqual(asked);
    expect((await query('SHOW TABLES')).out).toBe('name\nbox2d\nfindings\nframes\nobjects\nprojections\n');
    expect((await query('SELECT count(*) FROM findings', '--csv')).out).toBe('count_star()\n0\n');
  });

  test('tells rows as a table, as CSV, and as JSON', async () => {
    await write('drive/1.pcd.labels.json', JSON.stringify(exampleSidecar()));
    const sql = `SELECT frame_id, done_by, '' AS empty, 'a, "b"\n' || chr(27) AS odd, world_from_ego[1:2] AS r FROM frames`;
    const table = (await query(sql)).out;
    expect(table.split('\n')).toEqual([
      'frame_id          done_by  empty       odd      r',
      'lidar/000965.pcd                  a, "b"��  [1,0]',
      '',
    ]);
    expect((await query(sql, '--csv')).out).toBe(
      'frame_id,done_by,empty,odd,r\nlidar/000965.pcd,,"","a, ""b""\n\u001b","[1,0]"\n',
    );
    expect(JSON.parse((await query(sql, '--json')).out)).toEqual({
      frame_id: 'lidar/000965.pcd',
      done_by: null,
      empty: '',
      odd: 'a, "b"\n\u001b',
      r: [1, 0],
    });
  });

  test('names labels that it cannot read, and answers without them', async () => {
    writeDrive();
    await write('drive/x/broken.pcd.labels.json', '{');
    const { exitCode, out, err } = await query('SELECT count(*) AS n FROM frames', '--json');
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '{"n":4}\n' });
    expect(err).toContain('x/broken.pcd.labels.json');
  });

  test('has a name for a partition that is not known', async () => {
    const { frame } = exampleSidecar();
    await write(
      'drive/1.pcd.labels.json',
      JSON.stringify(exampleSidecar({ frame: { ...frame, sequence: '007', timestamps: {} } })),
    );
    const { out } = await query('SELECT sequence, date, timestamp_ns FROM objects', '--json');
    expect(JSON.parse(out)).toEqual({ sequence: '007', date: null, timestamp_ns: null });
  });

  test('only reads: one SELECT, no other file, no network, nothing that is left behind', async () => {
    writeDrive();
    await runCli('export', '--to', 'parquet', join(folder, 'drive/out'), join(folder, 'drive'));
    const secret = join(folder, 'secret.csv');
    await writeFile(secret, 'a\n1\n');
    const before = await readdir(folder, { recursive: true });
    for (const [sql, said] of [
      [`COPY frames TO '${join(folder, 'x.csv')}'`, 'Only one statement that reads is run'],
      [`FROM read_text('${secret}')`, 'Only one statement that reads is run'],
      [`FROM '${secret}'`, 'Permission Error'],
      ["FROM 'https://example.com/x.parquet'", 'The query cannot be run'],
      ['SELECT nothing FROM frames', 'Referenced column "nothing" not found'],
    ] as const) {
      const { exitCode, out, err } = await runCli('query', join(folder, 'drive/out'), sql);
      expect({ sql, exitCode, out, lines: err.split('\n').length }).toEqual({
        sql,
        exitCode: 2,
        out: '',
        lines: 2,
      });
      expect(err).toContain(said);
    }
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    expect(await ofQueries()).toEqual([]);
  });
});
