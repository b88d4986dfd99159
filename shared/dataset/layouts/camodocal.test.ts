import { expect, test } from 'vitest';
import { readCamodocal } from './camodocal.ts';

const DISTORTION = { k1: -0.3, k2: 0.1, p1: 0.001, p2: 0.002 };

function lensOf(value: object): unknown {
  return readCamodocal(value, 'front')!.lenses[0]!.of({ isRectified: false });
}

test.each<[string, object, object]>([
  [
    'PINHOLE',
    { projection_parameters: { fx: 460, fy: 461, cx: 360, cy: 240 }, distortion_parameters: DISTORTION },
    { model: 'brown-conrady', fx: 460, fy: 461, cx: 360, cy: 240, coefficients: [-0.3, 0.1, 0.001, 0.002] },
  ],
  [
    'MEI',
    {
      projection_parameters: { gamma1: 460, gamma2: 461, u0: 360, v0: 240 },
      distortion_parameters: DISTORTION,
      mirror_parameters: { xi: 1.9 },
    },
    { model: 'mei', fx: 460, fy: 461, cx: 360, cy: 240, xi: 1.9, coefficients: [-0.3, 0.1, 0.001, 0.002] },
  ],
  [
    'KANNALA_BRANDT',
    { projection_parameters: { k2: 0.1, k3: 0.2, k4: 0.3, k5: 0.4, mu: 460, mv: 461, u0: 360, v0: 240 } },
    { model: 'kannala-brandt', fx: 460, fy: 461, cx: 360, cy: 240, coefficients: [0.1, 0.2, 0.3, 0.4] },
  ],
])('%s', (type, value, intrinsics) => {
  expect(lensOf({ model_type: type, ...value })).toEqual({ intrinsics });
});

test.each<[object, object]>([
  [
    { model_type: 'SCARAMUZZA', projection_parameters: {} },
    { reason: 'lensModel', model: 'SCARAMUZZA' },
  ],
  [{ model_type: 'PINHOLE', projection_parameters: { fx: 1 } }, { reason: 'missing' }],
  [
    { model_type: 'MEI', projection_parameters: { gamma1: 1, gamma2: 1, u0: 0, v0: 0 } },
    { reason: 'missing' },
  ],
  [
    {
      model_type: 'PINHOLE',
      projection_parameters: { fx: 1, fy: 1, cx: 0, cy: 0 },
      distortion_parameters: { ...DISTORTION, k1: 'x' },
    },
    { reason: 'notFinite', where: 'distortion_parameters' },
  ],
])('%j is refused', (value, fault) => {
  expect(lensOf(value)).toMatchObject({ fault });
});

test.each([[null], [{}], [{ model_type: 'MEI' }], [{ projection_parameters: {} }]])('%j is none', (value) => {
  expect(readCamodocal(value, 'front')).toBeUndefined();
});
