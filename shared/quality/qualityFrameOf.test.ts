import { expect, test } from 'vitest';
import { mutableTransform } from '../dataset/calibration.ts';
import type { Camera, Frame, Sequence } from '../dataset/dataset.ts';
import { IDENTITY_TRANSFORM } from '../geometry/rigidTransform.ts';
import { qualityFrameOf } from './qualityFrameOf.ts';

const LENS = { model: 'pinhole', fx: 100, fy: 100, cx: 50, cy: 40 } as const;
const identity = mutableTransform(IDENTITY_TRANSFORM);

function camera(id: string, more: Partial<Camera> = {}): Camera {
  return {
    id,
    name: id,
    width: 100,
    height: 80,
    calibration: { intrinsics: LENS, cameraFromLabel: identity, hash: `sha256:${id}` },
    ...more,
  };
}

function stamped(sensor: string, ns: string, clock = 'gps') {
  return { sensor, path: `${sensor}.bin`, timestamp: { ns, clock, meaning: 'unknown' } as const };
}

function frameAt(index: number, ns: string, images: Frame['images']): Frame {
  return { id: `f${index}`, name: `f${index}`, index, clouds: [stamped('top', ns)], images };
}

const labels = { objects: [], boxes2d: [], review: [] };

function partsOf(cameras: readonly Camera[], images: Frame['images']) {
  const frames = [frameAt(0, '1000000000', []), frameAt(1, '1500000000', images)];
  const sequence: Pick<Sequence, 'egoFromLabel' | 'lidars' | 'cameras' | 'frames'> = {
    lidars: [
      { id: 'low', name: 'low', labelFromLidar: identity },
      {
        id: 'top',
        name: 'top',
        labelFromLidar: { ...identity, translation: [1, 0, 2] },
      },
    ],
    cameras: [...cameras],
    frames,
  };
  return { sequence, frame: frames[1]!, labels };
}

test('times are counted from the first frame, and images from their sweep, on one clock', () => {
  const images = [stamped('front', '1520000000'), stamped('rear', '1520000000', 'own')];
  const frame = qualityFrameOf(partsOf([camera('front'), camera('rear')], images));
  expect(frame.timeSeconds).toBe(0.5);
  expect(frame.cameras.map(({ offsetSeconds }) => offsetSeconds)).toEqual([0.02, undefined]);
  expect(frame.sensor).toEqual([1, 0, 2]);
});

test('cameras without an image are left out; without a calibration or a size they have no view', () => {
  const unsized = camera('left', { width: undefined, height: undefined });
  const cameras = [camera('front'), camera('rear'), unsized, camera('right', { calibration: undefined })];
  const images = ['front', 'left', 'right'].map((id) => ({ sensor: id, path: `${id}.jpg` }));
  const parts = partsOf(cameras, images);
  const seen = qualityFrameOf(parts).cameras;
  expect(seen.map(({ id, view }) => [id, view !== undefined])).toEqual([
    ['front', true],
    ['left', false],
    ['right', false],
  ]);
  const sized = qualityFrameOf({ ...parts, imageSizes: new Map([['left', { width: 100, height: 80 }]]) });
  expect(sized.cameras[1]?.view?.width).toBe(100);
});

test('a calibration that only this image has counts before the camera’s', () => {
  const own = { camera: 'front', intrinsics: LENS, cameraFromLabel: identity, hash: 'sha256:own' };
  const parts = partsOf([camera('front')], [{ sensor: 'front', path: 'front.jpg' }]);
  expect(qualityFrameOf({ ...parts, imageCalibrations: [own] }).cameras[0]?.calibration).toBe('sha256:own');
});
