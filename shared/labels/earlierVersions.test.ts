import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { MANIFEST_VERSION } from '../dataset/manifest.ts';
import { openDataset } from '../dataset/openDataset.ts';
import { serialiseSidecar, serialiseTracksFile } from './frameSidecar.ts';
import { SIDECAR_MIGRATIONS, TRACKS_MIGRATIONS } from './migrations.ts';
import { parseSidecar } from './parseSidecar.ts';
import { parseTracksFile } from './parseTracksFile.ts';
import { SIDECAR_VERSION } from './sidecar.ts';
import { TRACKS_VERSION } from './tracksFile.ts';

/**
 * Files as every version wrote them, read for ever: a new version adds its own and never changes or removes one.
 * The hashes see to it.
 */
const EARLIER = {
  'sidecar-v1': '5f2c8f604abb3f72db667778abf109d5b2fa32fa0c4277a1b065a72b381b3a6e',
  'tracks-v1': '97e8ae1e9e06e4690f1932ff56ef505c77f350b487e7978d2e25b14135cb6835',
  'dataset-v1': '6919e93258db6344e08b6c43c556919cae574c162cabaee68468c814023e76f6',
};

function earlier(name: string): string {
  return readFileSync(new URL(`testing/earlier/${name}.json`, import.meta.url), 'utf8');
}

function versionsUpTo(current: number): number[] {
  return Array.from({ length: current }, (_, i) => i + 1);
}

test('every version has a file, and none was changed', () => {
  const expected = [
    ...versionsUpTo(SIDECAR_VERSION).map((version) => `sidecar-v${version}`),
    ...versionsUpTo(TRACKS_VERSION).map((version) => `tracks-v${version}`),
    ...versionsUpTo(MANIFEST_VERSION).map((version) => `dataset-v${version}`),
  ];
  expect(Object.keys(EARLIER)).toEqual(expected);
  for (const [name, hash] of Object.entries(EARLIER)) {
    expect([name, createHash('sha256').update(earlier(name)).digest('hex')]).toEqual([name, hash]);
  }
});

test('there is a step from each version to the next', () => {
  expect(Object.keys(SIDECAR_MIGRATIONS)).toEqual(versionsUpTo(SIDECAR_VERSION - 1).map(String));
  expect(Object.keys(TRACKS_MIGRATIONS)).toEqual(versionsUpTo(TRACKS_VERSION - 1).map(String));
});

describe('a file of an earlier version', () => {
  test.each(versionsUpTo(SIDECAR_VERSION))('sidecar, version %i', (version) => {
    const sidecar = parseSidecar(earlier(`sidecar-v${version}`), 'a.pcd.labels.json');
    expect(sidecar).toMatchObject({
      version: SIDECAR_VERSION,
      labelFrame: 'lidar',
      frame: { id: 'lidar/000965.pcd', index: 1, done: { author: 'lin' } },
      'x-pipeline': { batch: 7 },
    });
    expect(sidecar.objects[0]).toMatchObject({
      class: 'Car',
      cuboid: { centre: [12.3456, -4.2, 0.7351], size: [4.51, 1.83, 1.52], yaw: 0.5, 'x-confidence': 0.9 },
      'x-note': 'from another program',
    });
    expect(sidecar.boxes2d).toHaveLength(2);
    const saved = serialiseSidecar(sidecar);
    expect(serialiseSidecar(parseSidecar(saved, 'a.pcd.labels.json'))).toBe(saved);
  });

  test.each(versionsUpTo(TRACKS_VERSION))('tracks, version %i', (version) => {
    const file = parseTracksFile(earlier(`tracks-v${version}`), 'tracks.json');
    expect(file).toMatchObject({ version: TRACKS_VERSION, sequence: 'example', 'x-pipeline': [1, 2] });
    expect(file.tracks).toMatchObject([
      { number: 1, class: 'Car', sourceId: '4', size: [4.51, 1.83, 1.52], static: true, 'x-owner': 'lin' },
    ]);
    const saved = serialiseTracksFile(file);
    expect(serialiseTracksFile(parseTracksFile(saved, 'tracks.json'))).toBe(saved);
  });

  test.each(versionsUpTo(MANIFEST_VERSION))('dataset, version %i', async (version) => {
    const files = {
      'dataset.json': earlier(`dataset-v${version}`),
      'lidar/000965.pcd': 'x',
      'front/000965.jpg': 'x',
    };
    const dataset = await openDataset(memoryFolder('earlier', files));
    expect(dataset).toMatchObject({ name: 'Earlier', labelFrame: 'ego', problems: [] });
    expect(dataset.thresholds).toEqual({ 'GEO001.mostLengthShare': 0.5 });
    expect(dataset.sequences[0]?.cameras[0]?.calibration?.cameraFromLabel.translation).toHaveLength(3);
  });
});

test('what the present version wrote is saved byte by byte as it was', () => {
  const sidecar = earlier(`sidecar-v${SIDECAR_VERSION}`);
  const tracks = earlier(`tracks-v${TRACKS_VERSION}`);
  expect(serialiseSidecar(parseSidecar(sidecar, 'a.pcd.labels.json'))).toBe(sidecar);
  expect(serialiseTracksFile(parseTracksFile(tracks, 'tracks.json'))).toBe(tracks);
});
