import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { labelWithTruth } from '../../testing/labelWithTruth.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { runCli } from '#electron/testing/runCli.ts';
import type { EvaluationReport } from '#shared/quality/evaluate/evaluation.ts';

const drive = fileURLToPath(new URL('../../samples/drive', import.meta.url));

let root: string;
let reference: string;
let paths: readonly string[];
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'boxwright-evaluate-'));
  reference = join(root, 'drive');
  cpSync(drive, reference, { recursive: true });
  paths = await labelWithTruth(reference);
});
afterEach(() => rmSync(join(root, 'labels'), { recursive: true, force: true }));
afterAll(() => rmSync(root, { recursive: true }));

interface Answer extends EvaluationReport {
  readonly framesWithoutLabels: number;
  readonly problems: readonly { readonly code: string; readonly path?: string }[];
}

/** What `change` makes of every frame's true labels: a folder of label files alone. */
function label(change: (text: string, frame: number) => string | undefined): string {
  const labels = join(root, 'labels');
  for (const [frame, path] of paths.entries()) {
    const changed = change(readFileSync(join(reference, path), 'utf8'), frame);
    if (changed === undefined) continue;
    mkdirSync(dirname(join(labels, path)), { recursive: true });
    writeFileSync(join(labels, path), changed);
  }
  return labels;
}

async function evaluate(labels: string, ...more: string[]): Promise<{ exitCode: number; answer: Answer }> {
  const { exitCode, out } = await runCli(
    'evaluate',
    '--reference',
    reference,
    '--labels',
    labels,
    '--json',
    ...more,
  );
  return { exitCode, answer: JSON.parse(out) as Answer };
}

describe('boxwright evaluate', () => {
  test('what was moved, left out and called otherwise is told by class', async () => {
    const labels = label((text, frame) => {
      if (frame > 3) return undefined;
      const sidecar = JSON.parse(text) as { objects: { class: string; cuboid: { centre: number[] } }[] };
      for (const object of sidecar.objects) {
        if (object.class === 'truck') object.class = 'bus';
        if (object.class === 'car') object.cuboid.centre[2]! += 0.25;
      }
      sidecar.objects = sidecar.objects.filter((object) => object.class !== 'cone');
      return JSON.stringify(sidecar);
    });
    const { exitCode, answer } = await evaluate(labels);
    expect(exitCode).toBe(0);
    const { byClass, confusions } = answer;
    expect(answer.frames).toBe(4);
    expect(answer.framesWithoutLabels).toBeGreaterThan(0);
    expect(byClass['car']!.errors.up!.mean).toBeCloseTo(0.25, 3);
    expect(byClass['car']!.errors.centre!.mean).toBeCloseTo(0.25, 6);
    expect(byClass['car']!.byDistance['0.5']).toMatchObject({ precision: 1, recall: 1 });
    expect(byClass['pedestrian']!.byIou).toMatchObject({ precision: 1, recall: 1 });
    expect(byClass['cone']!.byIou).toMatchObject({ precision: null, recall: 0 });
    expect(confusions).toEqual([{ reference: 'truck', label: 'bus', count: byClass['truck']!.references }]);

    const strict = await evaluate(labels, '--iou', '0.5', '--iou', 'car=0.99');
    expect(strict.answer.byClass['car']!.byIou).toMatchObject({ matched: 0 });
    expect(strict.answer.byClass['pedestrian']!.byIou).toMatchObject({ precision: 1 });

    const text = await runCli('evaluate', '--reference', reference, '--labels', labels);
    expect(text.out).toContain('4 frames compared');
    expect(text.out).toContain('truck labelled as bus');
  });

  test('a label file that cannot be read is named, and the others are compared', async () => {
    const labels = label((text, frame) => (frame === 1 ? text.slice(0, 90) : text));
    const { exitCode, answer } = await evaluate(labels);
    expect(exitCode).toBe(1);
    expect(answer.problems).toMatchObject([{ code: 'labels.malformed' }]);
    expect(answer.all.byIou).toMatchObject({ precision: 1, recall: 1 });
    expect(answer.framesWithoutLabels).toBe(1);
  });

  test('folders without a frame in common, without labels, or that are not there', async () => {
    const labels = join(root, 'labels');
    mkdirSync(labels);
    expect((await runCli('evaluate', '--reference', reference, '--labels', labels)).exitCode).toBe(3);
    cpSync(join(reference, 'lidar/000000.pcd.labels.json'), join(labels, 'elsewhere.pcd.labels.json'));
    const { exitCode, out } = await runCli('evaluate', '--reference', reference, '--labels', labels);
    expect([exitCode, out]).toEqual([3, 'No frame is labelled in both folders.\n']);
    const gone = await runCli('evaluate', '--reference', reference, '--labels', join(root, 'gone'));
    expect(gone.exitCode).toBe(3);
    expect(gone.err).toContain('gone');
    expect(
      (await runCli('evaluate', '--reference', reference, '--labels', labels, '--iou', 'car=7')).exitCode,
    ).toBe(2);
  });
});

describeWithReference('boxwright evaluate on real labels', (shared) => {
  test('labels of another format are read in place: those of KITTI with themselves', async () => {
    const kitti = join(shared, 'data/sustechpoints/example');
    const { exitCode, out } = await runCli('evaluate', '--reference', kitti, '--labels', kitti, '--json');
    expect(exitCode).toBe(0);
    const { all } = JSON.parse(out) as Answer;
    expect(all.references).toBeGreaterThan(20);
    expect(all.byIou).toMatchObject({ precision: 1, recall: 1 });
  });
});
