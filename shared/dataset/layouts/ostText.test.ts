import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { openDataset } from '../openDataset.ts';
import { parseOstText } from './ostText.ts';

const TEXT = `# oST version 5.0 parameters


[image]

width
964

height
724

[narrow_stereo]

camera matrix
484.5 0.000000 457.25
0.000000 484.75 364.5
0.000000 0.000000 1.000000

distortion
-0.2 0.07 0.003 0.0003 0.000000

projection
426.0 0 461.0 0
0 432.0 369.0 0
0 0 1 0
`;

test('titles with numbers under them', () => {
  expect(parseOstText(TEXT.replaceAll('\n', '\r\n'))).toEqual({
    distortion_model: 'plumb_bob',
    image_width: 964,
    image_height: 724,
    camera_matrix: [484.5, 0, 457.25, 0, 484.75, 364.5, 0, 0, 1],
    distortion_coefficients: [-0.2, 0.07, 0.003, 0.0003, 0],
    projection_matrix: [426, 0, 461, 0, 0, 432, 369, 0, 0, 0, 1, 0],
  });
});

test.each(['', 'K: 1 2 3', '[image]\nwidth\n4'])('%j is another text', (text) => {
  expect(parseOstText(text)).toBeUndefined();
});

test.each([
  [TEXT.replace('484.5 ', ''), { where: 'camera_matrix', reason: 'wrongCount' }],
  [TEXT.replace('484.5 ', 'nan '), { where: 'camera_matrix[0]', reason: 'expectNumber' }],
])('what is wrong with it is named: %#', async (text, params) => {
  const files = { 'pcd/1.pcd': 'x', 'front/1.jpg': 'x', 'calib/ost.txt': text };
  const { sequences } = await openDataset(memoryFolder('data', files));
  expect(sequences[0]!.cameras[0]!.calibrationProblem).toMatchObject({
    code: 'calibration.malformed',
    path: 'calib/ost.txt',
    params,
  });
});

describeWithReference('a file as found in the wild', (root) => {
  test("the lens of heethesh's camera", async () => {
    const path = 'heethesh__lidar_camera_calibration/calibration_data/camera_calibration/ost.txt';
    const { sequences } = await openDataset(
      memoryFolder('data', {
        'pcd/1.pcd': 'x',
        'front/1.jpg': 'x',
        'calib/ost.txt': readFileSync(`${root}/data/calib_wild/${path}`, 'utf8'),
        'calib/extrinsics.yaml': 'T_cam_lidar: [0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0]',
      }),
    );
    expect(sequences[0]!.cameras[0]).toMatchObject({
      width: 964,
      height: 724,
      calibration: {
        intrinsics: {
          model: 'brown-conrady',
          fx: 484.130454,
          fy: 484.452449,
          cx: 457.177461,
          cy: 364.861413,
          coefficients: [-0.199619, 0.068964, 0.003371, 0.000296, 0],
        },
      },
    });
  });
});
