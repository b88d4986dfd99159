import { beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../pointcloud/random.ts';
import { streetContext } from '../../agreement/testing/street.ts';
import type { QualityFrame } from '../../qualityFrame.ts';
import { cameraTrial } from '../../../../testing/agreement/cameraErrors.ts';
import { humanBoxes } from '../../../../testing/agreement/humanBoxes.ts';
import { driveScene, type TruthScene } from '../../../../testing/agreement/truthScenes.ts';
import { IS_EXHAUSTIVE } from '../../../../testing/torture/budget.ts';
import { cameraMoved } from './cameraMoved.ts';
import { misplaced } from './misplaced.ts';

let drive: TruthScene;
beforeAll(async () => {
  const scene = await driveScene(false);
  // Two cameras and four frames have the twenty boxes that a camera is judged by; all take three times as long.
  const frames = scene.frames.slice(0, IS_EXHAUSTIVE ? 8 : 4);
  drive = { ...scene, frames: IS_EXHAUSTIVE ? frames : frames.map(ofTwoCameras) };
});

test('a camera that looks aside is said to be off once, and what its objects would say is explained', () => {
  const trial = cameraTrial(drive, seededRandom(4), 'turned', 8)!;
  expect(trial.boxes).toBeGreaterThanOrEqual(20);
  expect(trial.said).toEqual([`AGR015 ${trial.camera}`]);
  expect(trial.perObject).toBeGreaterThan(20);
  expect(trial.explained).toBeGreaterThan(0.9 * trial.perObject);
});

test('a camera that stands where it should is not accused, nor one with few 2D boxes', () => {
  expect(cameraTrial(drive, seededRandom(5), 'none', 0, false)!.said).toEqual([]);
  const few = { ...drive, frames: drive.frames.slice(0, 1).map(sparse) };
  expect(cameraTrial(few, seededRandom(4), 'turned', 8, false)!.said).toEqual([]);
});

test('the order of frames, and frames that are added again, change nothing', () => {
  const random = seededRandom(9);
  const frames = drive.frames.map((truth): QualityFrame => ({
    ...truth,
    boxes2d: humanBoxes(truth, random).map(aside),
  }));
  const findings = (order: readonly QualityFrame[]): unknown => {
    const check = cameraMoved.start({ ...streetContext(cameraMoved), ...drive.context });
    for (const frame of order) check.add(frame);
    return check.finish().findings;
  };
  expect(findings(frames)).not.toEqual([]);
  expect(findings([...frames.toReversed(), ...frames])).toEqual(findings(frames));
});

test('an object that is off even so is not explained', () => {
  const [first, ...others] = drive.frames.map((truth): QualityFrame => ({
    ...truth,
    boxes2d: humanBoxes(truth, seededRandom(9)).map(aside),
  }));
  const box = first!.boxes2d.find(({ camera }) => camera === 'front')!;
  const objects = first!.objects.map((object) => {
    if (object.trackId !== box.trackId) return object;
    const [x, y, z] = object.cuboid.centre;
    return Object.assign({}, object, { cuboid: { ...object.cuboid, centre: [x, y + 3, z] } });
  });
  const wrong = { ...first!, objects };
  const context = { ...streetContext(cameraMoved), ...drive.context };
  const check = cameraMoved.start(context);
  for (const frame of [wrong, ...others]) check.add(frame);
  const { explains } = check.finish();
  const all = [...misplaced.check(wrong, context)].filter(({ camera }) => camera === 'front');
  expect(all.filter(({ trackId }) => trackId === box.trackId).filter(explains)).toEqual([]);
  expect(all.filter(explains).length).toBeGreaterThan(3);
});

function ofTwoCameras(frame: QualityFrame): QualityFrame {
  return { ...frame, cameras: frame.cameras.slice(0, 2) };
}

/** As if the camera in front looked a little to the side. */
function aside(box: QualityFrame['boxes2d'][number]): typeof box {
  if (box.camera !== 'front') return box;
  const { left, top, right, bottom } = box.rectangle;
  return { ...box, rectangle: { left: left + 9, top, right: right + 9, bottom } };
}

function sparse(frame: QualityFrame): QualityFrame {
  return { ...frame, objects: frame.objects.slice(0, 6) };
}
