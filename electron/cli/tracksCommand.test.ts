import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { runProgram } from './program.ts';
import type { TrackSummary } from './trackSummary.ts';

const drive = fileURLToPath(new URL('../../samples/drive', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'boxwright-tracks-')), 'drive');
  cpSync(drive, folder, { recursive: true });
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
  return { code: await runProgram(['tracks', ...args], terminal), out, err };
}

/** What the generator knows, as labels; without one object in one frame, and larger by 0.2 m in another. */
async function label(
  missing: { frame: number; track: string },
  larger: { frame: number; track: string },
): Promise<void> {
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  for (const [i, { objects: truth }] of sampleTruth().entries()) {
    const frame = sequence.frames[i]!;
    const objects = truth
      .filter(({ trackId }) => i !== missing.frame || trackId !== missing.track)
      .map(({ trackId, class: name, cuboid: { centre, size, rotation }, points }) => {
        const length = size[0] + (i === larger.frame && trackId === larger.track ? 0.2 : 0);
        return {
          id: objectIdOf(trackId, frame.id),
          trackId,
          class: name,
          attributes: {},
          cuboid: {
            centre: [...centre] as [number, number, number],
            size: [length, size[1], size[2]] as [number, number, number],
            rotation: [...rotation] as [number, number, number, number],
            yaw: cuboidYaw({ centre, size, rotation }),
          },
          points,
          provenance: { source: 'manual' as const, keyframe: i % 2 === 0 },
          status: 'draft' as const,
          projections: [],
        };
      });
    const generator = { name: 'boxwright', version: '0' };
    const parts = { dataset, sequence, frame, objects, boxes2d: [], review: [], generator };
    writeFileSync(join(folder, sidecarPath(frame.id)), serialiseSidecar(buildSidecar(parts)));
  }
}

describe('boxwright tracks', () => {
  test('says of each object where it is, how far and how fast it went, and what is odd', async () => {
    const frames = sampleTruth();
    const inAll = frames[0]!.objects.filter(({ trackId }) =>
      frames.every(({ objects }) => objects.some((one) => one.trackId === trackId)),
    );
    const moving = inAll.find(({ motion, class: name }) => motion === 'moving' && name === 'car')!;
    const parked = inAll.find(({ motion, class: name }) => motion === 'parked' && name === 'car')!;
    await label({ frame: 5, track: moving.trackId }, { frame: 3, track: parked.trackId });
    const { code, out } = await run(folder, '--json');
    expect(code).toBe(0);
    const { tracks } = JSON.parse(out) as { tracks: TrackSummary[] };
    expect(tracks).toHaveLength(
      new Set(frames.flatMap(({ objects }) => objects.map((one) => one.trackId))).size,
    );
    const [ofMoving, ofParked] = [moving, parked].map((one) => tracks.find(({ id }) => id === one.trackId)!);
    const [first, last] = ['000000', String(frames.length - 1).padStart(6, '0')];
    expect(ofMoving).toMatchObject({
      class: 'car',
      frames: frames.length - 1,
      gaps: 1,
      first,
      last,
      sizeDeviation: 0,
    });
    expect(ofMoving!.length).toBeGreaterThan(2);
    expect(ofMoving!.maxSpeed).toBeGreaterThan(1);
    expect(ofMoving!.maxSpeed).toBeLessThan(30);
    // The vehicle drives past it: in the world it stands.
    expect(ofParked!.length).toBeLessThan(0.2);
    expect(ofParked!.sizeDeviation).toBeCloseTo(0.2, 3);
    expect(ofParked!.keyframes).toBe(Math.ceil(frames.length / 2));

    const text = await run(folder);
    expect(text.out).toContain('sizes differ by 0.20 m');
    expect(text.out).toContain('1 missing');
  });

  test('without labels there are none', async () => {
    expect(JSON.parse((await run(folder, '--json')).out)).toMatchObject({ tracks: [], problems: [] });
  });

  test('a sidecar that cannot be read is named, and the others count', async () => {
    await label({ frame: -1, track: '' }, { frame: -1, track: '' });
    const path = join(folder, 'lidar/000004.pcd.labels.json');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100));
    const { code, out } = await run(folder, '--json');
    expect(code).toBe(1);
    const { tracks, problems } = JSON.parse(out) as { tracks: TrackSummary[]; problems: { path: string }[] };
    expect(problems).toMatchObject([{ path: 'lidar/000004.pcd.labels.json' }]);
    expect(tracks.length).toBeGreaterThan(20);
  });

  test('a folder that is not there says so', async () => {
    const { code, err } = await run(join(folder, 'gone'));
    expect(code).toBe(3);
    expect(err).toContain('gone');
  });
});

describeWithReference('boxwright tracks on real labels', (root) => {
  test('SUSTechPOINTS: without poses no way and no speed', async () => {
    const { out } = await run(join(root, 'data/sustechpoints/example'), '--json');
    const { tracks } = JSON.parse(out) as { tracks: TrackSummary[] };
    expect(tracks.length).toBeGreaterThan(20);
    expect(new Set(tracks.map(({ length }) => length))).toEqual(new Set([null]));
  });
});
