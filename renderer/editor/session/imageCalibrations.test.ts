import { beforeEach, describe, expect, test } from 'vitest';
import type { ImageCalibration } from '#shared/dataset/dataset.ts';
import type { ProjectionJson } from '#shared/labels/sidecar.ts';
import type { FrameId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { deferred } from '../testing/settled.ts';
import { frameIdAt, frontCamera, smallSequence } from '../testing/smallDataset.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';

const [FIRST, SECOND] = [frameIdAt(0), frameIdAt(1)];
const [first, second] = smallSequence.frames;
/** Of the second frame's image, with half the focal length. */
const OWN: ImageCalibration = {
  ...frontCamera.calibration!,
  camera: 'front',
  intrinsics: { model: 'pinhole', fx: 300, fy: 300, cx: 399.5, cy: 299.5 },
  hash: `sha256:${'1'.repeat(64)}`,
};

let world: World;
let session: EditorSession;

beforeEach(async () => {
  world = createWorld();
  world.host.imageCalibrations.set(SECOND, [OWN]);
  session = await openSession(world);
});

function onlyProjection(frameId: FrameId): ProjectionJson {
  return world.host.sidecar(frameId).objects[0]!.projections[0]!;
}

describe('calibrations that single images have', () => {
  test('hold in their frame only, and are there when it comes on screen', async () => {
    const seen: (string | undefined)[] = [];
    session.state.subscribe(({ frameId }) => {
      const frame = smallSequence.frames.find(({ id }) => id === frameId)!;
      seen.push(session.calibrationOf(frontCamera, frame)?.hash);
    });
    await session.goToFrame(SECOND);
    expect([seen[0], seen.at(-1)]).toEqual([frontCamera.calibration!.hash, OWN.hash]);
    await session.goToFrame(FIRST);
    expect(seen.at(-1)).toBe(frontCamera.calibration!.hash);
  });

  test('of a frame that is still on its way are not known, rather than the camera’s', async () => {
    const gate = deferred<void>();
    world.host.gate = (_method, frameId) => (frameId === SECOND ? gate.promise : Promise.resolve());
    session = await openSession(world);
    expect(session.calibrationOf(frontCamera, first!)).toBeDefined();
    expect(session.calibrationOf(frontCamera, second!)).toBeUndefined();
    gate.resolve();
    await session.goToFrame(SECOND);
    expect(session.calibrationOf(frontCamera, second!)).toEqual(OWN);
  });

  test('are what cuboids are projected with, in the first save and in later ones', async () => {
    for (const frameId of [FIRST, SECOND]) {
      await session.goToFrame(frameId);
      addCuboid(session, boxAt(10));
    }
    await session.saveNow();
    const saved = [FIRST, SECOND].map(onlyProjection);
    expect(saved.map(({ calibration }) => calibration)).toEqual([frontCamera.calibration!.hash, OWN.hash]);
    const [usual, own] = saved.map(({ clipped }) => clipped.right - clipped.left);
    expect(usual! / own!).toBeCloseTo(2, 2);

    session.editCuboids([session.document.cuboidsIn(SECOND)[0]!.id], () => ({ centre: [20, 0, 0.8] }));
    await session.saveNow();
    expect(onlyProjection(SECOND).calibration).toBe(OWN.hash);
  });
});
