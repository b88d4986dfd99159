import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { isCameraInfo, readCameraInfo } from './rosCameraInfo.ts';
import { parseYaml, readYaml } from './rosYaml.ts';

describe('YAML', () => {
  test('what OpenCV writes', () => {
    const text = [
      '%YAML:1.0',
      '---',
      'image_width: 1920',
      'camera_matrix: !!opencv-matrix',
      '   rows: 3',
      '   cols: 3',
      '   dt: d',
      '   data: [ 1.2e+03, 0., 960., 0., .5, -1.e-03, 0., 0., 1. ]',
    ].join('\n');
    expect(parseYaml(text, 'a.yaml')).toEqual({
      image_width: 1920,
      camera_matrix: { rows: 3, cols: 3, dt: 'd', data: [1200, 0, 960, 0, 0.5, -0.001, 0, 0, 1] },
    });
  });

  test('what `ros2 topic echo` prints, with a mark of byte order and CRLF', () => {
    expect(parseYaml('\uFEFFwidth: 3\r\nd: [1.0]\r\n---\r\nwidth: 4\r\n---\r\n', 'a.yaml')).toEqual({
      width: 3,
      d: [1],
    });
  });

  test.each([
    ['a: 1\na: 2', '2:1'],
    ['a:\n\tb: 1', '2:1'],
    ['a: [1, 2', '1:9'],
    ['"', '1:2'],
  ])('%j fails at %s', (text, where) => {
    expect(() => parseYaml(text, 'a.yaml')).toThrow(
      expect.objectContaining({
        problem: {
          code: 'calibration.malformed',
          severity: 'error',
          path: 'a.yaml',
          params: { reason: 'notYaml', where },
        },
      }),
    );
  });

  test.each([
    [
      'aliases of aliases',
      [
        'a: &a [x, x, x, x, x, x, x, x, x]',
        ...'bcdefghij'
          .split('')
          .map(
            (name, i) =>
              `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[i]}`).join(', ')}]`,
          ),
      ].join('\n'),
    ],
    ['an alias of nothing', 'a: *b'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
  ])('%s are refused, quickly', (_name, text) => {
    expect(() => parseYaml(text, 'a.yaml')).toThrow('calibration.malformed: a.yaml');
  });

  test('an empty file is nothing; a missing or huge one is a fault', async () => {
    expect(parseYaml('', 'a.yaml')).toBeNull();
    const folder = memoryFolder('data', { 'bad.yaml': '{' });
    expect(await readYaml(folder, 'gone.yaml')).toEqual({ fault: { code: 'calibration.missing' } });
    expect(await readYaml(folder, 'bad.yaml')).toMatchObject({ fault: { code: 'calibration.malformed' } });
  });

  test('no tag builds anything, and a key of the prototype is a key', () => {
    const value = parseYaml('a: !!js/function "x"\n__proto__: {polluted: true}', 'a.yaml');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(value).toMatchObject({ a: 'x' });
  });
});

const K = [1200, 0, 960, 0, 1210, 540, 0, 0, 1];

describe('camera_info', () => {
  test('as camera_calibration_parsers writes it', () => {
    const value = {
      image_width: 1920,
      image_height: 1080,
      camera_matrix: { rows: 3, cols: 3, data: K },
      distortion_model: 'plumb_bob',
      distortion_coefficients: { rows: 1, cols: 5, data: [-0.1, 0.2, 0.001, 0.002, 0.003] },
      rectification_matrix: { rows: 3, cols: 3, data: [0, -1, 0, 1, 0, 0, 0, 0, 1] },
      projection_matrix: { rows: 3, cols: 4, data: [1000, 0, 950, -100, 0, 1000, 500, 0, 0, 0, 1, 0] },
    };
    expect(isCameraInfo(value)).toBe(true);
    expect(readCameraInfo(value, { isRectified: false })).toEqual({
      width: 1920,
      height: 1080,
      lens: {
        intrinsics: {
          model: 'brown-conrady',
          fx: 1200,
          fy: 1210,
          cx: 960,
          cy: 540,
          coefficients: [-0.1, 0.2, 0.001, 0.002, 0.003],
        },
        imageFromOptical: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
      },
    });
    expect(readCameraInfo(value, { isRectified: true }).lens).toEqual({
      intrinsics: { model: 'pinhole', fx: 1000, fy: 1000, cx: 950, cy: 500 },
      imageFromOptical: { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [-0.1, 0, 0] },
    });
  });

  test.each([
    ['the message in ROS 1', { K, D: [0, 0, 0, 0, 0], width: 4 }, { intrinsics: { model: 'pinhole' } }],
    [
      'and in ROS 2',
      { k: K, d: [1, 2, 3, 4], distortion_model: 'equidistant' },
      { intrinsics: { model: 'kannala-brandt' } },
    ],
    ['no distortion', { K }, { intrinsics: { model: 'pinhole' } }],
    ['nothing', {}, { fault: { reason: 'missing', where: 'camera_matrix' } }],
    ['a text', 'x', { fault: { reason: 'expectObject' } }],
    ['too few numbers', { K: [1] }, { fault: { reason: 'wrongCount', where: 'K', expected: 9 } }],
    ['no data', { camera_matrix: {} }, { fault: { reason: 'missing', where: 'camera_matrix.data' } }],
    ['not a list', { K: 'x' }, { fault: { reason: 'expectList', where: 'K' } }],
    ['texts', { K: K.map(String) }, { fault: { reason: 'expectNumber', where: 'K[0]' } }],
    ['NaN', { K: [Number.NaN, ...K.slice(1)] }, { fault: { reason: 'notFinite' } }],
    [
      'a driver that was never calibrated',
      { K: K.map(() => 0) },
      { fault: { code: 'calibration.malformed' } },
    ],
    ['a lens nobody knows', { K, D: [1], distortion_model: 'blowfish' }, { fault: { reason: 'lensModel' } }],
  ])('%s', (_name, value, lens) => {
    expect(readCameraInfo(value, { isRectified: false }).lens).toMatchObject(lens);
  });

  test('a rectified image without a projection matrix has no lens', () => {
    const { lens } = readCameraInfo({ K }, { isRectified: true });
    expect(lens).toMatchObject({ fault: { reason: 'missing', where: 'projection_matrix' } });
  });
});

describeWithReference('camera_info as found', (root) => {
  const wild = 'calib_wild/acfr__cam_lidar_calibration/cfg/camera_info_.yaml';

  test.each([
    [wild, 'brown-conrady', 1832.0268444259223],
    ['acfr_fisheye/cfg/camera_info.yaml', 'kannala-brandt', 959.554],
  ])('%s', async (path, model, fx) => {
    const yaml = await readYaml(
      diskFolder(`${root}/data/${path.split('/')[0]}`),
      path.slice(path.indexOf('/') + 1),
    );
    const info = readCameraInfo('value' in yaml ? yaml.value : undefined, { isRectified: false });
    expect(info).toMatchObject({ width: 1920, height: 1208, lens: { intrinsics: { model, fx } } });
  });
});
