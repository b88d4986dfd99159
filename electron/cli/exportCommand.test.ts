import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parquetFiles, parquetRows, parquetTypes } from '#electron/testing/parquetRows.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { labelFolder, writeFiles } from '../../bench/labelFolder.ts';
import { exampleObject, exampleSidecar } from '../../testing/exampleLabels.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** Writes sidecars and tracks of a few sequences; answers the sidecars in the order of their paths. */
function writeDrive(sequences: number, framesPerSequence: number): Sidecar[] {
  const files = [...labelFolder({ sequences, framesPerSequence, objectsPerFrame: 4 })];
  writeFiles(drive(), files);
  return files.flatMap(([path, text]) =>
    path.endsWith('.labels.json') ? [JSON.parse(String(text)) as Sidecar] : [],
  );
}

const exportInto = (out: string, ...args: string[]) =>
  runCli('export', '--to', 'parquet', join(folder, out), ...args);

const drive = () => join(folder, 'drive');

/** Path → bytes of what is in a folder and below. */
async function filesIn(name: string): Promise<Record<string, string>> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
  const found: Record<string, string> = {};
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    found[path.slice(join(folder, name).length + 1)] = await readFile(path, 'latin1');
  }
  return found;
}

describe('boxwright export --to parquet', () => {
  test('has a row for everything in the sidecars, number for number, as another reader reads it', async () => {
    const sidecars = writeDrive(2, 3);
    const { exitCode, out } = await exportInto('out', drive(), '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      sidecars: 6,
      rows: { frames: 6, objects: 24, projections: 24, box2d: 12 },
      problems: [],
    });
    expect(await rowsOf('objects')).toEqual(
      sidecars.flatMap((sidecar) =>
        sidecar.objects.map(({ cuboid: { centre, size, rotation, yaw }, provenance, ...object }) => ({
          ...place(sidecar),
          ...inFrame(sidecar),
          ...timestamp(sidecar),
          object_id: object.id,
          track_id: object.trackId,
          track_number: expect.any(BigInt) as bigint,
          class: object.class,
          ...named(['x_m', 'y_m', 'z_m'], centre),
          ...named(['length_m', 'width_m', 'height_m'], size),
          ...named(['qx', 'qy', 'qz', 'qw'], rotation),
          yaw_rad: yaw,
          points: BigInt(object.points!),
          source: provenance.source,
          method: null,
          is_keyframe: provenance.keyframe,
          author: 'lin',
          changed_at_ns: 1_700_000_000_123_456_789n,
          status: object.status,
          verdict: null,
          attributes: Object.keys(object.attributes).length === 0 ? null : JSON.stringify(object.attributes),
        })),
      ),
    );
    expect(await rowsOf('projections')).toEqual(
      sidecars.flatMap((sidecar) =>
        sidecar.objects.flatMap((object) =>
          object.projections.map(({ camera, clipped, amodal, truncation, calibration }) => ({
            ...place(sidecar),
            ...inFrame(sidecar),
            object_id: object.id,
            track_id: object.trackId,
            class: object.class,
            camera,
            ...edges('clipped_', clipped),
            ...edges('amodal_', amodal),
            truncation,
            calibration,
          })),
        ),
      ),
    );
    expect(await rowsOf('box2d')).toEqual(
      sidecars.flatMap((sidecar) =>
        sidecar.boxes2d.map((box) => ({
          ...place(sidecar),
          ...inFrame(sidecar),
          ...timestamp(sidecar),
          box2d_id: box.id,
          camera: box.camera,
          ...edges('', box.rectangle),
          class: box.class,
          track_id: box.trackId,
          linked_by: box.linkedBy,
          extent: box.extent,
          source: box.source,
          score: null,
          imported_from: box.importedFrom,
          author: null,
          changed_at_ns: null,
          verdict: null,
          attributes: null,
        })),
      ),
    );
    expect(await rowsOf('frames')).toEqual(
      sidecars.map((sidecar) =>
        Object.assign(place(sidecar), inFrame(sidecar), timestamp(sidecar), {
          clock: 'unix',
          timestamp_meaning: 'sweep middle',
          label_frame: 'lidar',
          ...named(['ego_x_m', 'ego_y_m', 'ego_z_m'], sidecar.frame.worldFromEgo!.translation),
          world_from_ego: sidecar.frame.worldFromEgo!.rotation,
          objects: 4n,
          boxes2d: 2n,
          is_done: false,
          done_by: null,
          done_at_ns: null,
          verdict: null,
          sidecar: `${sidecar.frame.id}.labels.json`,
        }),
      ),
    );
  });

  test('has types that every engine reads, and a folder for each sequence and date', async () => {
    writeDrive(2, 1);
    await exportInto('out', drive());
    const paths = await parquetFiles(join(folder, 'out'));
    expect(paths).toHaveLength(8);
    for (const path of paths)
      expect(path).toMatch(
        /^(?:frames|objects|projections|box2d)\/sequence=drive_000[01]\/date=2023-11-14\/part-[0-9a-f]{12}-00000\.parquet$/,
      );
    const types = await parquetTypes(
      join(
        folder,
        'out',
        paths.find((path) => path.startsWith('objects/'))!,
      ),
    );
    expect(types).toMatchObject({
      frame_id: 'BYTE_ARRAY UTF8',
      timestamp_ns: 'INT64 INT_64',
      x_m: 'DOUBLE',
      is_keyframe: 'BOOLEAN',
      attributes: 'BYTE_ARRAY UTF8',
    });
    expect(types).not.toHaveProperty('sequence');
  });

  test('of eight shards, all together, writes the files of one run; again, the same', async () => {
    writeDrive(4, 2);
    await exportInto('whole', drive(), '--findings');
    const whole = await filesIn('whole');
    const written: number[] = [];
    for (let i = 1; i <= 8; i += 1) {
      const { out } = await exportInto('shards', drive(), '--findings', '--shard', `${i}/8`, '--json');
      written.push((JSON.parse(out) as { sidecars: number }).sidecars);
    }
    expect(written.reduce((sum, count) => sum + count)).toBe(8);
    expect(Math.max(...written)).toBeLessThan(8);
    expect(await filesIn('shards')).toEqual(whole);
    await exportInto('whole', drive(), '--findings');
    expect(await filesIn('whole')).toEqual(whole);
  });

  test('again replaces: what is labelled no more is gone, what moved is in one place', async () => {
    writeDrive(2, 2);
    await exportInto('out', drive());
    await rm(join(folder, 'drive/drive_0000'), { recursive: true });
    const moved = (
      await readFile(join(folder, 'drive/drive_0001/lidar/000001.pcd.labels.json'), 'utf8')
    ).replaceAll('"1700000000100000000"', '"1700100000000000000"');
    await write('drive/drive_0001/lidar/000001.pcd.labels.json', moved);
    await exportInto('out', drive());
    await exportInto('fresh', drive());
    expect(await filesIn('out')).toEqual(await filesIn('fresh'));
    expect(await readdir(join(folder, 'out/frames'))).toEqual(['sequence=drive_0001']);
    expect(await readdir(join(folder, 'out/frames/sequence=drive_0001'))).toEqual([
      'date=2023-11-14',
      'date=2023-11-16',
    ]);
  });

  test('keeps names as they are, wherever SQL, shells and file systems stumble', async () => {
    const names = [
      'l\'été "路口"; DROP TABLE objects; --',
      '0001',
      '',
      '../..',
      'a=b/c%41',
      '\u0001\u202e😀',
    ];
    for (const [i, name] of names.entries()) {
      const { frame } = exampleSidecar();
      const id = `${'é'.repeat(i)} '${i}".pcd`;
      const hostile = exampleSidecar({
        frame: { ...frame, id, sequence: name },
        objects: [exampleObject({ class: `${name}\u0000\\` })],
      });
      await write(`dri've 路/l${i}/${id}.labels.json`, JSON.stringify(hostile));
    }
    expect((await exportInto("o'ut 路", join(folder, "dri've 路"))).exitCode).toBe(0);
    const rows = await parquetRows(join(folder, "o'ut 路"), 'objects');
    expect(rows.map((row) => String(row['class'])).sort()).toEqual(
      names.map((name) => `${name}\u0000\\`).sort(),
    );
    expect(await readdir(folder)).toEqual(["dri've 路", "o'ut 路"]);
    expect((await readdir(join(folder, "o'ut 路/frames"))).sort()).toEqual([
      'sequence=%01\u202e😀',
      'sequence=..%2F.%2E',
      'sequence=0001',
      'sequence=__HIVE_DEFAULT_PARTITION__',
      'sequence=a%3Db%2Fc%2541',
      'sequence=l%27été %22路口%22; DROP TABLE objects; --',
    ]);
  });

  test('names what it cannot read, and writes the rest', async () => {
    writeDrive(1, 2);
    await write('drive/drive_0000/lidar/broken.pcd.labels.json', '{"format": "boxwright-labels", ');
    await write('drive/drive_0000/lidar/empty.pcd.labels.json', '');
    await write('drive/drive_0000/lidar/nan.pcd.labels.json', '{"version": NaN}');
    await write('drive/bad/tracks.json', '[]');
    const { frame } = exampleSidecar();
    const long = exampleSidecar({ frame: { ...frame, sequence: '路'.repeat(90) } });
    await write('drive/drive_0000/lidar/long.pcd.labels.json', JSON.stringify(long));
    const { exitCode, out } = await exportInto('out', drive(), '--json');
    expect(exitCode).toBe(1);
    const { problems, rows } = JSON.parse(out) as { problems: { path: string }[]; rows: unknown };
    expect(rows).toMatchObject({ frames: 2 });
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'bad/tracks.json',
      'drive_0000/lidar/broken.pcd.labels.json',
      'drive_0000/lidar/empty.pcd.labels.json',
      'drive_0000/lidar/long.pcd.labels.json',
      'drive_0000/lidar/nan.pcd.labels.json',
    ]);
  });

  test('has a row for each finding, in the partition of its frame', async () => {
    const [sidecar] = writeDrive(1, 1);
    const [object, ...others] = sidecar!.objects;
    const cuboid = { ...object!.cuboid, rotation: [0, 0, 0, 2] };
    const wrong = { ...sidecar!, objects: [{ ...object!, cuboid }, ...others] };
    await write(`drive/${sidecar!.frame.id}.labels.json`, JSON.stringify(wrong));
    expect((await exportInto('out', drive(), '--findings', '--rules', 'DAT005')).exitCode).toBe(0);
    expect(await rowsOf('findings')).toEqual([
      expect.objectContaining({
        ...place(sidecar!),
        ...inFrame(sidecar!),
        ...timestamp(sidecar!),
        rule: 'DAT005',
        severity: 'error',
        object_id: object!.id,
        box2d_id: null,
        params: expect.stringMatching(/^\{".*\}$/) as string,
        waived: null,
      }),
    ]);
    await exportInto('out', drive());
    expect(await readdir(join(folder, 'out/findings')), 'not asked for, and gone').toEqual([]);
  });

  test('takes several folders, told apart by as much of their paths as it takes', async () => {
    await write('a/labels/1.pcd.labels.json', JSON.stringify(exampleSidecar()));
    await write('b/labels/1.pcd.labels.json', JSON.stringify(exampleSidecar()));
    await write('c/labels/2.pcd.labels.json', '');
    await mkdir(join(folder, 'nothing'));
    const folders = ['a/labels', 'b/labels', 'c/labels', 'nothing', 'a/labels'].map((each) =>
      join(folder, each),
    );
    const { exitCode, out } = await exportInto('out', ...folders, '--json');
    expect(exitCode).toBe(1);
    const { problems } = JSON.parse(out) as { problems: { code: string; path: string }[] };
    expect(problems.map(({ path }) => path.split('/').slice(-3).join('/'))).toEqual([
      'c/labels/2.pcd.labels.json',
      expect.stringContaining('nothing'),
    ]);
    const datasets = (await parquetRows(join(folder, 'out'), 'frames')).map((row) => String(row['dataset']));
    expect(datasets.sort()).toEqual(['a/labels', 'b/labels']);
  });

  test('never writes among other files, and nothing where there is nothing', async () => {
    writeDrive(1, 1);
    await write('out/notes.txt', 'mine');
    expect(await exportInto('out', drive())).toMatchObject({ exitCode: 3, out: '' });
    expect(await filesIn('out')).toEqual({ 'notes.txt': 'mine' });
    await mkdir(join(folder, 'nothing'));
    expect(await exportInto('none', join(folder, 'nothing'))).toMatchObject({ exitCode: 3, out: '' });
    expect(await exportInto('none', join(folder, 'gone'))).toMatchObject({ exitCode: 3, out: '' });
    expect(await readdir(folder)).not.toContain('none');
  });
});

const rowsOf = (table: string) => parquetRows(join(folder, 'out'), table);

/** What rows have of their frame, told from the sidecar as plain JSON. */
function place({ frame }: Sidecar) {
  return { sequence: frame.sequence, date: '2023-11-14' };
}

function inFrame({ frame }: Sidecar) {
  return { dataset: 'drive', frame_id: frame.id, frame_index: BigInt(frame.index) };
}

function timestamp({ frame }: Sidecar) {
  return { timestamp_ns: BigInt(frame.timestamps['lidar']!.ns) };
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]!]));
}

function edges(
  start: string,
  { left, top, right, bottom }: Record<'left' | 'top' | 'right' | 'bottom', number>,
) {
  return named(
    ['left', 'top', 'right', 'bottom'].map((edge) => `${start}${edge}_px`),
    [left, top, right, bottom],
  );
}
