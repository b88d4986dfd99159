import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { flawedDrive, type FlawedDrive } from '../../testing/agreement/flawedDrive.ts';
import { runCli } from '#electron/testing/runCli.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import type { GroupStatistics } from '#shared/quality/review/statisticsGroup.ts';

const drive = fileURLToPath(new URL('../../samples/drive', import.meta.url));

let root: string;
let folder: string;
let flawed: FlawedDrive;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'boxwright-agree-'));
  folder = join(root, 'drive');
  cpSync(drive, folder, { recursive: true });
  flawed = await flawedDrive(folder);
});
afterAll(() => rmSync(root, { recursive: true }));

interface Answer {
  readonly frames: number;
  readonly all: GroupStatistics;
  readonly by: Record<string, readonly (GroupStatistics & { readonly name: string })[]>;
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  readonly findings: readonly (CheckedFinding & { readonly frame: string })[];
  readonly problems: readonly { readonly code: string; readonly path?: string }[];
}

async function agree(...more: string[]): Promise<{ exitCode: number; answer: Answer }> {
  const { exitCode, out } = await runCli('agree', folder, '--json', '--no-clouds', ...more);
  return { exitCode, answer: JSON.parse(out) as Answer };
}

describe('boxwright agree', () => {
  test('numbers of all, of classes and cameras, and a finding for each mistake', async () => {
    const { exitCode, answer } = await agree();
    expect(exitCode).toBe(0);
    const { all, by, findings, frames } = answer;
    expect(frames).toBe(flawed.paths.length);
    expect(all.compared).toBeGreaterThan(100);
    expect(all.iou!.median).toBeGreaterThan(0.75);
    expect(all.iouHistogram.reduce((sum, count) => sum + count, 0)).toBe(all.compared);
    expect(by['camera']!.map(({ name }) => name).sort()).toEqual(['front', 'left', 'rear']);
    expect(by['camera']!.reduce((sum, { compared }) => sum + compared, 0)).toBe(all.compared);
    const found = (flaw: keyof FlawedDrive['flaws']): string[] => {
      const { frame, trackId } = flawed.flaws[flaw];
      const name = String(frame).padStart(6, '0');
      const known = findings.filter((one) => one.frame === name && one.trackId === trackId);
      return known.map(({ rule }) => rule);
    };
    expect(found('position')).toContain('AGR006');
    expect(found('size')).toContain('AGR007');
    // One camera and no points: a heading and a size can look the same.
    expect(found('heading').some((rule) => rule === 'AGR008' || rule === 'AGR007')).toBe(true);
    expect(found('missing')).toContain('AGR002');
    expect(found('unboxed')).toContain('AGR001');
  });

  test('asks for a least agreement, and says when it is not reached', async () => {
    expect((await agree('--fail-under', 'iou=0.7')).exitCode).toBe(0);
    const { exitCode, out } = await runCli(
      'agree',
      folder,
      '--no-clouds',
      '--fail-under',
      'iou=0.999',
      '--fail-under',
      'agreeing=0.5',
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('error: not reached: iou');
    expect(out).toMatch(/^reached: agreeing/m);
    for (const odd of ['iou', 'iou=2', 'sharpness=0.5', 'iou=x'])
      expect((await runCli('agree', folder, '--fail-under', odd)).exitCode).toBe(2);
  });

  test('only the rules that are named; one that there is not is refused', async () => {
    const { answer } = await agree('--rules', 'agr007');
    expect(new Set(answer.findings.map(({ rule }) => rule))).toEqual(new Set(['AGR007']));
    const unknown = await runCli('agree', folder, '--rules', 'AGR006,AGR999');
    expect([unknown.exitCode, unknown.err]).toEqual([2, expect.stringContaining('AGR999')]);
  });

  test('a page in one file, safe whatever classes are called, and a table for spreadsheets', async () => {
    const hostile = `<script>alert(1)</script>`;
    const path = join(folder, flawed.paths[5]!);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.replaceAll('"car"', JSON.stringify(hostile)).replaceAll('"truck"', '"=1+1"'));
    const [html, csv] = [join(root, 'report.html'), join(root, 'report.csv')];
    const { exitCode } = await runCli('agree', folder, '--no-clouds', '--html', html, '--csv', csv);
    writeFileSync(path, before);
    expect(exitCode).toBe(0);
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script/i);
    // Nothing is asked of a network.
    expect(page.replaceAll(/data:image\/jpeg;base64,[A-Za-z0-9+/=]+/g, '')).not.toMatch(
      /(src|href)="(?!")|url\(|@import/,
    );
    expect(page.match(/data:image\/jpeg/g)!.length).toBeGreaterThan(3);
    const [heading, ...lines] = readFileSync(csv, 'utf8').split('\r\n');
    expect(heading).toMatch(/^\uFEFFrecord,sequence,frame,/);
    expect(lines.filter((line) => line.startsWith('pair,')).length).toBeGreaterThan(100);
    expect(lines.filter((line) => line.startsWith('finding,')).length).toBeGreaterThan(3);
    expect(lines.some((line) => line.includes(`"'=1+1"`))).toBe(true);
    expect(readdirSync(root).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  test('a label file that cannot be read is named, and the rest is compared', async () => {
    const path = join(folder, flawed.paths[4]!);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.slice(0, 300));
    const { exitCode, answer } = await agree();
    writeFileSync(path, before);
    expect(exitCode).toBe(1);
    expect(answer.problems).toMatchObject([{ code: 'labels.malformed', path: flawed.paths[4] }]);
    expect(answer.frames).toBe(flawed.paths.length - 1);
  });

  test.each([
    // A folder that takes no others: Node's own way of making folders never ends there.
    ['/proc/reports/a.html', 'ENOENT'],
    [join(drive, 'dataset.json', 'a.html'), 'EEXIST'],
    [drive, 'it is no file'],
  ])('a report that cannot be written is refused before the work: %s', async (html, reason) => {
    const { exitCode, err } = await runCli('agree', folder, '--no-clouds', '--html', html);
    const isMeant = process.platform === 'linux' ? err : err.replace(/\(.*?\)/, `(${reason})`);
    expect([exitCode, isMeant]).toEqual([
      3,
      `boxwright: the report cannot be written (${reason}): ${resolve(html)}\n`,
    ]);
  });

  test('a file that cannot be written is an error, and leaves nothing behind', async () => {
    const csv = join(root, 'no such folder', 'a.csv');
    const { exitCode, err } = await runCli('agree', folder, '--no-clouds', '--csv', csv);
    expect([exitCode, err]).toEqual([3, `boxwright: the report cannot be written (ENOENT): ${csv}\n`]);
    expect(existsSync(join(root, 'no such folder'))).toBe(false);
    const isFolder = await runCli('agree', drive, '--no-clouds', '--csv', root);
    expect([isFolder.exitCode, isFolder.err]).toEqual([3, `boxwright: ${root} is no file\n`]);
    expect(
      existsSync(root) &&
        readdirSync(join(root, '..')).filter((name) => name.startsWith(`${basename(root)}.`)),
    ).toEqual([]);
  });

  test('without labels there is nothing to compare, which is less than any least agreement', async () => {
    const bare = await runCli('agree', drive, '--no-clouds');
    expect([bare.exitCode, bare.out]).toEqual([0, expect.stringContaining('Nothing to compare')]);
    expect((await runCli('agree', drive, '--no-clouds', '--fail-under', 'iou=0')).exitCode).toBe(1);
  });
});
