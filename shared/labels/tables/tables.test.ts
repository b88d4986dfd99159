import { describe, expect, test } from 'vitest';
import {
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
  EXAMPLE_TRACK_ID,
} from '../../../testing/exampleLabels.ts';
import { verdictIdOf } from '../review.ts';
import type { Sidecar } from '../sidecar.ts';
import type { TrackJson } from '../tracksFile.ts';
import { nanosecondsOf } from './table.ts';
import { tableFrameOf } from './tableFrame.ts';
import { labelRows, TABLES, type LabelTable } from './tables.ts';

/** The rows of a table, by the names of its columns. */
function tell(table: LabelTable, sidecar: Sidecar, tracks: readonly TrackJson[] = []) {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  const frame = tableFrameOf({ dataset: 'drive', path: 'a.labels.json', sidecar, tracks: byId });
  return labelRows(table, frame).map((row) =>
    Object.fromEntries(TABLES[table].map(([name], i) => [name, row[i]])),
  );
}

function at(ns: string) {
  return { ns, clock: 'gps', meaning: 'unknown' as const };
}

describe('rows of a sidecar', () => {
  test('have the class of the track, which wins over the copy', () => {
    const tracks = [{ ...exampleTracksFile().tracks[0]!, class: 'truck', number: 7 }];
    const upper = exampleSidecar({ objects: [exampleObject({ trackId: EXAMPLE_TRACK_ID.toUpperCase() })] });
    for (const sidecar of [exampleSidecar(), upper]) {
      expect(tell('objects', sidecar, tracks)).toMatchObject([{ class: 'truck', track_number: 7n }]);
      expect(tell('projections', sidecar, tracks)).toMatchObject([{ class: 'truck' }]);
    }
    expect(tell('objects', exampleSidecar())).toMatchObject([{ class: 'Car', track_number: null }]);
  });

  test('have verdicts, of the frame and of what it was said of', () => {
    const { frame, objects } = exampleSidecar();
    const review = [
      { id: verdictIdOf(frame.id), kind: 'verdict', verdict: 'accepted' },
      {
        id: verdictIdOf(frame.id, objects[0]!.id),
        kind: 'verdict',
        verdict: 'rejected',
        object: objects[0]!.id,
      },
      { id: EXAMPLE_TRACK_ID, kind: 'of a later version' },
    ];
    const sidecar = exampleSidecar({ review });
    expect(tell('frames', sidecar)).toMatchObject([{ verdict: 'accepted', objects: 1n, is_done: false }]);
    expect(tell('objects', sidecar)).toMatchObject([{ verdict: 'rejected' }]);
    expect(tell('box2d', sidecar)).toMatchObject([{ verdict: null, attributes: null }]);
  });

  test('keep the types of attributes', () => {
    expect(tell('objects', exampleSidecar())[0]!['attributes']).toBe(
      '{"doors":4,"parked":true,"colour":"red"}',
    );
  });

  test('have the time of the cloud that names the frame, or the next best', () => {
    const sidecar = exampleSidecar();
    const timed = (timestamps: Sidecar['frame']['timestamps'], sources = sidecar.sources) =>
      tell('frames', { ...sidecar, sources, frame: { ...sidecar.frame, timestamps } })[0]!['timestamp_ns'];
    const cloud = [{ ...sidecar.sources[0]!, sensor: 'roof' }];
    expect(timed({ lidar: at('5'), roof: at('6'), front: at('4') }, cloud)).toBe(6n);
    expect(timed({ lidar: at('5'), roof: at('6'), front: at('4') }, [])).toBe(5n);
    expect(timed({ left: at('5'), front: at('4'), odd: at('9'.repeat(30)) }, [])).toBe(4n);
    expect(timed({})).toBeNull();
  });

  test('have no time that 64 bits do not hold', () => {
    expect(nanosecondsOf(String(2n ** 63n - 1n))).toBe(2n ** 63n - 1n);
    for (const text of [String(2n ** 63n), `-${2n ** 63n + 1n}`, '9'.repeat(400_000), undefined])
      expect(nanosecondsOf(text)).toBeNull();
  });
});
