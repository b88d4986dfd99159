import { objectIdOf } from '#shared/labels/ids.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import type { TracksFile } from '#shared/labels/tracksFile.ts';

export const EXAMPLE_TRACK_ID = '6a4c2c0e-6f0b-5a57-9d0c-0d5d6a8d9b11';
export const EXAMPLE_FRAME_ID = 'lidar/000965.pcd';

/** A labelled car as a person and a projection have left it. */
export function exampleObject(changes: Partial<ObjectJson> = {}): ObjectJson {
  return {
    id: objectIdOf(EXAMPLE_TRACK_ID, EXAMPLE_FRAME_ID),
    trackId: EXAMPLE_TRACK_ID,
    class: 'Car',
    attributes: { doors: 4, parked: true, colour: 'red' },
    cuboid: {
      centre: [12.3456, -4.2, 0.7351],
      size: [4.51, 1.83, 1.52],
      rotation: [0, 0, 0.247403959, 0.968912422],
      yaw: 0.5,
    },
    points: 578,
    provenance: {
      source: 'fitted',
      method: 'click',
      keyframe: true,
      author: 'lin',
      changedAt: '1700000000123456789',
    },
    status: 'confirmed',
    projections: [
      {
        camera: 'front',
        clipped: { left: 101.25, top: 300, right: 410.5, bottom: 522.75 },
        amodal: { left: -20.5, top: 300, right: 410.5, bottom: 522.75 },
        truncation: 0.2825,
        calibration: `sha256:${'0'.repeat(64)}`,
      },
    ],
    ...changes,
  };
}

/** A sidecar with something in every list. */
export function exampleSidecar(changes: Partial<Sidecar> = {}): Sidecar {
  return {
    format: 'boxwright-labels',
    version: 1,
    generator: { name: 'boxwright', version: '0.1.0' },
    conventions: { lengths: 'metres' },
    labelFrame: 'lidar',
    frame: {
      id: EXAMPLE_FRAME_ID,
      sequence: 'example',
      index: 1,
      timestamps: { lidar: { ns: '1700000000100000000', clock: 'gps', meaning: 'sweep end' } },
      worldFromEgo: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [500000.25, 4000000.5, 30.125] },
    },
    sources: [
      { role: 'cloud', sensor: 'lidar', path: EXAMPLE_FRAME_ID, bytes: 3_209_584, sha256: '0'.repeat(64) },
    ],
    objects: [exampleObject()],
    boxes2d: [
      {
        id: '0b7f6f0e-1c43-4f0e-8a39-5f7d3f2d5a10',
        camera: 'front',
        rectangle: { left: 10, top: 20.5, right: 30, bottom: 44 },
        class: 'Sign',
        source: 'manual',
      },
    ],
    review: [{ id: '2f0c7b6e-95a3-4a53-b7de-7e6b1f7d1c22', note: 'too long' }],
    ...changes,
  };
}

/** The `tracks.json` that goes with {@link exampleSidecar}. */
export function exampleTracksFile(changes: Partial<TracksFile> = {}): TracksFile {
  return {
    format: 'boxwright-tracks',
    version: 1,
    generator: { name: 'boxwright', version: '0.1.0' },
    sequence: 'example',
    tracks: [{ id: EXAMPLE_TRACK_ID, number: 1, class: 'Car', attributes: {}, sourceId: '4' }],
    ...changes,
  };
}
