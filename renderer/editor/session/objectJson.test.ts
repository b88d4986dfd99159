import { describe, expect, test } from 'vitest';
import { calibrationOfImage, type ImageCalibration } from '#shared/dataset/dataset.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import type { CuboidRecord, FrameId } from '../document/records.ts';
import { frontCamera, frameIdAt, smallSequence } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import { needsPoints, objectJsonOf, type ObjectParts } from './objectJson.ts';
import { projectionsOf } from '#shared/labels/projectionsOf.ts';
import { projectingCameras, type CalibrationOf, type ImageSize } from './projections.ts';
import { cuboidRecordOf } from './sidecarRecords.ts';

const frameId: FrameId = frameIdAt(0);
const frame = smallSequence.frames[0]!;
/** That of the camera, but for images that have one of their own. */
function calibrationWith(...own: readonly ImageCalibration[]): CalibrationOf {
  return (camera, of) => calibrationOfImage(camera, of, own);
}

const cameras = projectingCameras(smallSequence, frame, calibrationWith(), undefined);

/** As another program may write it: more digits than we, keys that we do not know, derived values of its own. */
const foreign: ObjectJson = {
  id: '11111111-1111-5111-8111-111111111111',
  trackId: '22222222-2222-4222-8222-222222222222',
  class: 'car',
  attributes: { parked: true },
  cuboid: {
    centre: [10.123456789, 0, 0.8],
    size: [4, 2, 1.6],
    rotation: [0, 0, 0, 1.0000001],
    yaw: 0.00001,
    confidence: 0.5,
  },
  points: 77,
  provenance: { source: 'model', keyframe: true, model: 'x' },
  status: 'confirmed',
  projections: [
    {
      camera: 'front',
      clipped: { left: 1, top: 2, right: 3, bottom: 4 },
      amodal: { left: 1, top: 2, right: 3, bottom: 4 },
      truncation: 0,
      calibration: frontCamera.calibration?.hash ?? '',
    },
  ],
  remark: 'theirs',
};
const record: CuboidRecord = cuboidRecordOf(frameId, foreign);
const parts: ObjectParts = {
  record,
  className: 'car',
  previous: foreign,
  isStored: true,
  cameras,
  points: 5,
};

describe('writing an object', () => {
  test('that nobody changed: exactly as it was read', () => {
    expect(objectJsonOf(parts)).toBe(foreign);
    expect(needsPoints(parts)).toBe(false);
  });

  test('moved: yaw, points and projections follow, unknown keys stay', () => {
    const moved = { ...record, cuboid: boxAt(12) };
    const json = objectJsonOf({ ...parts, record: moved });
    expect(needsPoints({ ...parts, record: moved })).toBe(true);
    expect(json).toMatchObject({ points: 5, remark: 'theirs', provenance: { model: 'x' } });
    expect(json.cuboid).toEqual({
      centre: [12, 0, 0.8],
      size: [4, 2, 1.6],
      rotation: [0, 0, 0, 1],
      yaw: 0,
      confidence: 0.5,
    });
    expect(json.projections).toEqual(projectionsOf(boxAt(12), cameras));
  });

  test('with another class or status: nothing derived is touched', () => {
    const json = objectJsonOf({ ...parts, className: 'truck', record: { ...record, status: 'draft' } });
    expect(json).toEqual({ ...foreign, class: 'truck', status: 'draft' });
  });

  test('under another calibration: only its projections', () => {
    const others = cameras.map((camera) => ({ ...camera, hash: 'sha256:other' }));
    const { projections, ...rest } = objectJsonOf({ ...parts, cameras: others });
    expect({ ...rest, projections: foreign.projections }).toEqual(foreign);
    expect(projections).toMatchObject([{ camera: 'front', calibration: 'sha256:other' }]);
  });

  test('whose camera cannot project now: its projections stay as they were', () => {
    expect(objectJsonOf({ ...parts, cameras: [] })).toBe(foreign);
  });

  test('moved where points cannot be counted: unknown, not the old number', () => {
    const json = objectJsonOf({ ...parts, record: { ...record, cuboid: boxAt(12) }, points: undefined });
    expect(json.points).toBeNull();
  });

  test('imported just now: what was not known is derived, what was read is kept', () => {
    const imported = { ...foreign, points: null, projections: [] };
    const json = objectJsonOf({ ...parts, previous: imported, isStored: false });
    expect(json.points).toBe(5);
    expect(json.cuboid).toBe(imported.cuboid);
    expect(json.projections).toHaveLength(1);
  });

  test('deleted, saved and brought back: unknown keys come back too', () => {
    const json = objectJsonOf({ ...parts, previous: undefined });
    expect(json).toMatchObject({
      remark: 'theirs',
      cuboid: { confidence: 0.5, centre: [10.123456789, 0, 0.8] },
    });
  });
});

describe('cameras that are projected to', () => {
  test('have a calibration, an image in the frame, and a known size', () => {
    const { width: _w, height: _h, ...sizeless } = frontCamera;
    const { calibration: _c, ...uncalibrated } = frontCamera;
    const of = (camera: typeof sizeless, images = frame.images): number =>
      projectingCameras(
        { ...smallSequence, cameras: [camera] },
        { ...frame, images },
        calibrationWith(),
        () => undefined,
      ).length;
    expect(of(frontCamera)).toBe(1);
    expect(of(frontCamera, [])).toBe(0);
    expect(of(sizeless)).toBe(0);
    expect(of(uncalibrated)).toBe(0);
    const sized = projectingCameras(
      { ...smallSequence, cameras: [sizeless] },
      frame,
      calibrationWith(),
      () => ({
        width: 10,
        height: 20,
      }),
    );
    expect(sized[0]?.view).toMatchObject({ width: 10, height: 20 });
  });

  test("an image's own size and calibration come before the camera's", () => {
    const own = { ...frontCamera.calibration!, camera: 'front', hash: `sha256:${'1'.repeat(64)}` };
    const sizeOf: ImageSize = (cameraId, { id }) =>
      cameraId === 'front' && id === frame.id ? { width: 1242, height: 375 } : undefined;
    const [camera] = projectingCameras(smallSequence, frame, calibrationWith(own), sizeOf);
    expect([camera?.hash, camera?.view.width, camera?.view.height]).toEqual([own.hash, 1242, 375]);
    const [other] = projectingCameras(smallSequence, { ...frame, id: 'another' }, calibrationWith(), sizeOf);
    expect([other?.hash, other?.view.width]).toEqual([frontCamera.calibration!.hash, frontCamera.width]);
  });

  test('a cuboid that a camera does not see has no projection there', () => {
    expect(projectionsOf(boxAt(-10), cameras)).toEqual([]);
    expect(projectionsOf(boxAt(10), cameras)).toHaveLength(1);
  });
});
