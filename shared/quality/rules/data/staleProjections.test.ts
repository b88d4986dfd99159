import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { staleProjections } from './staleProjections.ts';

const RECTANGLE = { left: 0, top: 0, right: 9, bottom: 9 };

function projected(camera: string, calibration: string) {
  return { camera, calibration, clipped: RECTANGLE, amodal: RECTANGLE, truncation: 0 };
}

test('projections with another calibration than the camera has now', () => {
  const projections = [projected('front', 'old'), projected('left', 'new'), projected('gone', 'old')];
  const frame = frameOf(0, [objectOf(1, {}, { projections })], {
    cameras: [
      { id: 'front', calibration: 'new' },
      { id: 'left', calibration: 'new' },
    ],
  });
  const [finding, ...others] = checkFrameRule(staleProjections, frame);
  expect(finding).toMatchObject({ params: { camera: 'front', cameras: 1 } });
  // Without the camera's view there is nothing to compute them anew with.
  expect(finding?.fix).toBeUndefined();
  expect(others).toEqual([]);
});
