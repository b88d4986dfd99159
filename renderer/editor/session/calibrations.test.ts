import { beforeEach, describe, expect, test } from 'vitest';
import type { Camera, ImageCalibration } from '#shared/dataset/dataset.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { frameIdAt, frontCamera, smallSequence } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { CalibrationTrial } from './calibrations.ts';
import type { EditorSession } from './editorSession.ts';

const USUAL = frontCamera.calibration!;
const [frame] = smallSequence.frames;
/** With half the focal length. */
const CORRECTED: Camera = {
  ...frontCamera,
  calibration: {
    ...USUAL,
    intrinsics: { model: 'pinhole', fx: 300, fy: 300, cx: 399.5, cy: 299.5 },
    hash: `sha256:${'2'.repeat(64)}`,
    correctedFrom: USUAL.hash,
  },
};

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

function trialOf(corrections: CalibrationTrial['corrections']): CalibrationTrial {
  return { cameras: new Set(['front']), corrections, points: new Float64Array() };
}

function savedHash(): string {
  return world.host.sidecar(frameIdAt(0)).objects[0]!.projections[0]!.calibration;
}

describe('a correction that is tried out', () => {
  test('is what images are shown with, and never what is written', async () => {
    session.calibrations.try(trialOf(new Map([['front', { kind: 'scale', x: 0.5, y: 0.5 }]])));
    expect(session.calibrationOf(frontCamera, frame!)?.intrinsics).toMatchObject({ fx: 300, fy: 300 });
    addCuboid(session, boxAt(10));
    await session.saveNow();
    expect(savedHash()).toBe(USUAL.hash);
    session.calibrations.try(undefined);
    expect(session.calibrationOf(frontCamera, frame!)).toBe(USUAL);
  });

  test('shows nothing where it would be no calibration', () => {
    session.calibrations.try(trialOf(new Map([['front', { kind: 'unmirror', axis: 'x' }]])));
    expect(session.calibrationOf(frontCamera, frame!)).toBeUndefined();
    session.calibrations.try(trialOf(new Map([['front', { kind: 'swap', camera: 'rear' }]])));
    expect(session.calibrationOf(frontCamera, frame!)).toBeUndefined();
  });

  test('before it, the calibration that holds is shown', () => {
    session.calibrations.try(trialOf(new Map()));
    expect(session.calibrationOf(frontCamera, frame!)).toBe(USUAL);
  });
});

describe('a correction that was accepted', () => {
  test('is used from now on, also for what is written', async () => {
    await session.recalibrate([CORRECTED]);
    expect(session.calibrationOf(frontCamera, frame!)).toBe(CORRECTED.calibration);
    addCuboid(session, boxAt(10));
    await session.saveNow();
    expect(savedHash()).toBe(CORRECTED.calibration!.hash);
    await session.recalibrate([frontCamera]);
    expect(session.calibrationOf(frontCamera, frame!)).toBe(USUAL);
  });

  test('holds for images that have a calibration of their own', async () => {
    const own: ImageCalibration = { ...USUAL, camera: 'front', hash: `sha256:${'1'.repeat(64)}` };
    const corrected: ImageCalibration = { ...CORRECTED.calibration!, camera: 'front' };
    world.host.imageCalibrations.set(frameIdAt(0), [own]);
    session = await openSession(world);
    expect(session.calibrationOf(frontCamera, frame!)).toEqual(own);
    world.host.imageCalibrations.set(frameIdAt(0), [corrected]);
    await session.recalibrate([CORRECTED]);
    expect(session.calibrationOf(frontCamera, frame!)).toEqual(corrected);
  });
});
