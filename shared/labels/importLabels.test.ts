import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import type { Frame } from '../dataset/dataset.ts';
import type { ForeignObject } from '../dataset/layout.ts';
import { sustechLabels } from '../dataset/layouts/sustechLabels.ts';
import { openDataset } from '../dataset/openDataset.ts';
import { cuboidCorners } from '../geometry/cuboid.ts';
import { distance, type Vec3 } from '../geometry/vec3.ts';
import { serialiseSidecar } from './frameSidecar.ts';
import { importTracks, sidecarFromForeign, type ForeignFrame } from './importLabels.ts';
import { importedTrackId, objectIdOf } from './ids.ts';
import { validateSidecar } from './validateLabels.ts';

const SEQUENCE = { id: 'drive' };
const GENERATOR = { name: 'boxwright', version: '0.1.0' };

function foreignFrame(name: string, ...objects: [sourceId: string, className: string][]): ForeignFrame {
  const frame: Frame = {
    id: `lidar/${name}.pcd`,
    name,
    index: 0,
    clouds: [{ sensor: 'lidar', path: `lidar/${name}.pcd` }],
    images: [],
  };
  const found = objects.map(([sourceId, className]): ForeignObject => ({
    sourceId,
    class: className,
    cuboid: { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] },
    attributes: { annotator: 'auto' },
  }));
  return { frame, labels: { objects: found, problems: [] } };
}

describe('tracks of imported labels', () => {
  test('numbers are the source ids where they can be', () => {
    const { tracks } = importTracks(SEQUENCE, [
      foreignFrame('1', ['7', 'Car'], ['b', 'Car'], ['07', 'Car'], ['1', 'Car'], ['0', 'Car'], ['-3', 'Car']),
    ]);
    const numbers = Object.fromEntries(tracks.map((track) => [track.sourceId, track.number]));
    expect(numbers).toMatchObject({ '7': 7, '1': 1 });
    expect(tracks.map((track) => track.number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 7]);
  });

  test('the class is that of most frames, and a conflict is reported', () => {
    const { tracks, problems } = importTracks(SEQUENCE, [
      foreignFrame('1', ['4', 'Car']),
      foreignFrame('2', ['4', 'Truck']),
      foreignFrame('3', ['4', 'Truck'], ['5', 'Car']),
    ]);
    expect(tracks.map((track) => [track.sourceId, track.class])).toEqual([
      ['4', 'Truck'],
      ['5', 'Car'],
    ]);
    expect(problems).toEqual([
      {
        code: 'labels.classConflict',
        severity: 'warning',
        params: { object: '4', classes: 'Truck, Car', chosen: 'Truck' },
      },
    ]);
  });

  test('tracks that exist stay as they are and keep their numbers', () => {
    const known = {
      id: '6a4c2c0e-6f0b-5a57-9d0c-0d5d6a8d9b11',
      number: 5,
      class: 'Bus',
      attributes: {},
      sourceId: '4',
    };
    const labels = [foreignFrame('1', ['4', 'Car'], ['5', 'Car'])];
    const { tracks, problems } = importTracks(SEQUENCE, labels, [known]);
    expect(tracks[0]).toBe(known);
    expect(tracks[1]).toMatchObject({ sourceId: '5', number: 1 });
    expect(problems).toEqual([]);
    const { objects } = sidecarFromForeign({ labelFrame: 'lidar' }, SEQUENCE, labels[0]!, tracks, GENERATOR);
    expect(objects.find(({ trackId }) => trackId === known.id)).toMatchObject({ class: 'Bus' });
  });

  test('do not depend on the order of frames and objects', () => {
    const object = fc.tuple(fc.constantFrom('1', '2', 'a', 'b', '02'), fc.constantFrom('Car', 'Bus', 'Van'));
    fc.assert(
      fc.property(fc.array(fc.array(object, { maxLength: 4 }), { maxLength: 4 }), (frames) => {
        const forwards = frames.map((objects, i) => foreignFrame(String(i), ...objects));
        const backwards = frames
          .map((objects, i) => foreignFrame(String(i), ...[...objects].reverse()))
          .reverse();
        expect(importTracks(SEQUENCE, backwards).tracks).toEqual(importTracks(SEQUENCE, forwards).tracks);
      }),
    );
  });
});

test('an imported sidecar validates, and says where it comes from', () => {
  const frame = foreignFrame('1', ['4', 'Car'], ['5', 'Bus']);
  const { tracks } = importTracks(SEQUENCE, [frame]);
  const sidecar = sidecarFromForeign({ labelFrame: 'lidar' }, SEQUENCE, frame, tracks, GENERATOR);
  expect(validateSidecar(serialiseSidecar(sidecar), 'x', tracks)).toEqual([]);
  const trackId = importedTrackId('drive', '4');
  expect(sidecar.objects.find((object) => object.trackId === trackId)).toMatchObject({
    id: objectIdOf(trackId, 'lidar/1.pcd'),
    class: 'Car',
    attributes: { annotator: 'auto' },
    points: null,
    provenance: { source: 'imported' },
  });
});

interface Oracle {
  frames: { frame: string; boxes: { id: string; type: string; corners_lidar: Vec3[] }[] }[];
}

describeWithReference('labels of the SUSTechPOINTS example', (root) => {
  const folder = diskFolder(`${root}/data/sustechpoints/example`);
  const oracle = JSON.parse(readFileSync(`${root}/oracle/projection_sustechpoints.json`, 'utf8')) as Oracle;

  async function imported(): Promise<ForeignFrame[]> {
    const dataset = await openDataset(folder);
    const [sequence] = dataset.sequences;
    const frames: ForeignFrame[] = [];
    const read = await sustechLabels.open(folder, dataset, sequence!);
    for (const frame of sequence!.frames) {
      frames.push({ frame, labels: (await read(frame))! });
    }
    return frames;
  }

  test('cuboids have the corners that the independent reference computes', async () => {
    const frames = await imported();
    const compared = oracle.frames.flatMap(({ frame, boxes }) => {
      const objects = frames.find((candidate) => candidate.frame.name === frame)!.labels.objects;
      return boxes.map(({ id, type, corners_lidar }) => {
        const object = objects.find(({ sourceId }) => sourceId === id)!;
        expect(object.class).toBe(type);
        const corners = cuboidCorners(object.cuboid);
        return corners_lidar.map((corner) => Math.min(...corners.map((own) => distance(own, corner))));
      });
    });
    expect(compared.length).toBeGreaterThan(40);
    expect(Math.max(...compared.flat())).toBeLessThan(1e-6);
  });

  test('every object arrives, with its digits, and the sidecars validate', async () => {
    const frames = await imported();
    expect(frames.map(({ labels }) => [labels.objects.length, labels.problems.length])).toEqual([
      [19, 0],
      [21, 0],
    ]);
    const { tracks, problems } = importTracks(SEQUENCE, frames);
    expect(problems).toEqual([]);
    for (const frame of frames) {
      const sidecar = sidecarFromForeign({ labelFrame: 'lidar' }, SEQUENCE, frame, tracks, GENERATOR);
      expect(validateSidecar(serialiseSidecar(sidecar), 'x', tracks)).toEqual([]);
    }
    const first = frames[1]!.labels.objects[0]!;
    expect(first.cuboid.centre).toEqual([5.585192027760058, -48.75586246676285, 1.4203556999999993]);
    expect(tracks.find(({ sourceId }) => sourceId === '4')!.number).toBe(4);
  });
});
