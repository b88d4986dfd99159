import { closeSync, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app.ts';
import { writeBin, writeJpeg } from './support/makeFolder.ts';

const POSE = '[[0, -1, 0, 0.1], [0, 0, -1, 0.2], [1, 0, 0, 0.3], [0, 0, 0, 1]]';
const CAMCHAIN = `cam0:
  camera_model: ds
  intrinsics: [-0.2, 0.6, 60, 60, 80, 45]
  distortion_model: none
  distortion_coeffs: []
  resolution: [160, 90]
  rostopic: /left/image_raw
  T_cam_lidar: ${POSE}
`;
const FOUR_COEFFICIENTS = `%YAML:1.0
---
K: [100, 0, 80, 0, 100, 45, 0, 0, 1]
D: [0.1, 0.02, 0.003, 0.0004]
T_cam_lidar: ${POSE}
`;

test('calibrations say how they were read, ask what they leave open, and a huge one harms nothing', async ({
  page,
  workFolder,
  openFolder,
}) => {
  const folder = join(workFolder, 'rig');
  writeBin(join(folder, 'lidar/000000.bin'), { columns: 4, rows: 1 });
  for (const camera of ['left', 'front', 'rear']) writeJpeg(join(folder, `images/${camera}/000000.jpg`));
  const calib = join(folder, 'calib');
  mkdirSync(calib);
  writeFileSync(join(calib, 'camchain.yaml'), CAMCHAIN);
  writeFileSync(join(calib, 'front.yml'), FOUR_COEFFICIENTS);
  // A gigabyte that takes no room on the disk.
  const huge = openSync(join(calib, 'rear.yaml'), 'w');
  ftruncateSync(huge, 1024 ** 3);
  closeSync(huge);

  await openFolder(folder);
  await page.getByTestId('dataset-name').click();
  const report = page.getByRole('dialog');
  await expect(report).toContainText(/Kalibr: poses lead as their names say; matrices by rows; metres/);
  await expect(report).toContainText(/calibration of camera rear could not be read.*too large/);
  await expect(report).toContainText(/camera front cannot be used: 4 distortion coefficients/);

  await report.getByRole('radio', { name: /A fisheye/ }).check();
  await report.getByRole('button', { name: 'Apply and open again' }).click();
  await expect(report).toBeHidden();
  await page.getByTestId('dataset-name').click();
  await expect(report).toContainText(/OpenCV: poses lead as their names say, or it is asked/);
  await expect(report).not.toContainText(/camera front cannot be used/);
  await expect(report.getByRole('radio', { name: /A fisheye.*Your answer/ })).toBeChecked();
});
