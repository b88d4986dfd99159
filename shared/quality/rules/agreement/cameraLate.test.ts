import { expect, test } from 'vitest';
import type { QualityFrame } from '../../qualityFrame.ts';
import { seededRandom } from '../../../pointcloud/random.ts';
import { cameraTrial } from '../../../../testing/agreement/cameraErrors.ts';
import { driveScene } from '../../../../testing/agreement/truthScenes.ts';

test('images that come late are told from a camera that stands wrong', async () => {
  const scene = await driveScene(false);
  // One camera and the one beside it are enough, and take two thirds of the time.
  const frames = scene.frames.slice(0, 5).map(ofTwoCameras);
  const drive = { ...scene, frames };
  const trial = cameraTrial(drive, seededRandom(3), 'late', 12, false)!;
  expect(trial.pixels).toBeGreaterThan(1);
  expect(trial.said).toEqual([`AGR016 ${trial.camera}`]);
  // How objects move is what tells: without times nothing is said of them.
  const timeless = drive.frames.map((frame) => ({ ...frame, timeSeconds: undefined }));
  const { said } = cameraTrial({ ...drive, frames: timeless }, seededRandom(3), 'late', 12, false)!;
  expect(said.filter((text) => text.startsWith('AGR016'))).toEqual([]);
});

function ofTwoCameras(frame: QualityFrame): QualityFrame {
  return { ...frame, cameras: frame.cameras.slice(0, 2) };
}
