import { expect, test } from 'vitest';
import { projectCuboid } from '../../camera/projectCuboid.ts';
import { AGREEMENT_PARAMETERS } from './agreementParameters.ts';
import { compareFrame } from './compareFrame.ts';
import { CARS, frontBox, object, street, boxesOf, streetContext, uuid, withBoxes } from './testing/street.ts';

const context = streetContext({ parameters: AGREEMENT_PARAMETERS });

test('2D boxes that are as projected agree to the last digit', () => {
  const all = compareFrame(street(), context);
  expect(all.length).toBeGreaterThanOrEqual(4);
  for (const one of all) {
    expect(one.iou).toBeCloseTo(1, 12);
    expect(one.errors).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
    expect(one).toMatchObject({ verdict: 'agrees', explanation: undefined });
  }
});

test('errors are those of the 2D box against the projection, and so are offset and ratio', () => {
  const frame = withBoxes((box) => {
    if (box.id !== frontBox(1)) return box;
    const { left, top, right, bottom } = box.rectangle;
    return { ...box, rectangle: { left: left - 3, top, right: right + 5, bottom: bottom + 2 } };
  });
  const one = compareFrame(frame, context).find(({ box2dId }) => box2dId === frontBox(1))!;
  const seen = projectCuboid(CARS[0]!.cuboid, street().cameras[0]!.view!)!.clipped!;
  expect(one.projection).toEqual(seen);
  const { left, top, right, bottom } = one.errors;
  expect([left, top, right, bottom].map((error) => Math.round(1e6 * error) / 1e6)).toEqual([-3, 0, 5, 2]);
  expect(one.centreOffset.x).toBeCloseTo(1);
  expect(one.centreOffset.y).toBeCloseTo(1);
  expect(one.sizeRatio.width).toBeCloseTo(1 + 8 / (seen.right - seen.left));
  expect(one.expected.left).toBeGreaterThanOrEqual(2);
});

test('a calibration that is known badly, and a delay of what moves, make errors expected', () => {
  const plain = compareFrame(street(), context)[0]!.expected;
  const loose = streetContext({ parameters: { ...AGREEMENT_PARAMETERS, calibrationSigmaDegrees: 0.5 } });
  expect(compareFrame(street(), loose)[0]!.expected.left).toBeCloseTo(Math.hypot(plain.left, 6.98), 1);
  const cameras = street().cameras.map((camera) => Object.assign({}, camera, { offsetSeconds: 0.05 }));
  const velocities = new Map(CARS.map(({ trackId }) => [trackId, [0, 10, 0] as const]));
  const late = compareFrame(street({ cameras, velocities }), context)[0]!.expected;
  // 0.5 m to the side at 18 m.
  expect(late.left).toBeCloseTo(Math.hypot(plain.left, 24), -1);
  expect(late.top).toBeLessThan(plain.top + 3);
});

/** Of the right edge of car 2. */
function errorOf(frame: ReturnType<typeof street>): number {
  return compareFrame(frame, context).find(({ trackId }) => trackId === uuid(2))!.errors.right;
}

test('what a nearer car hides, and what is said to be hidden, may be missing from a 2D box, not more', () => {
  const objects = [object(1, [12, 0.5, -0.9], 1.5), object(2, [24, 3, -0.9], 1.5)];
  const cameras = street().cameras.slice(0, 1);
  const cut = (by: number): ReturnType<typeof street> => {
    const boxes2d = boxesOf(objects, cameras).map((box) => {
      if (box.id === frontBox(2)) box.rectangle.right -= by;
      return box;
    });
    return street({ objects, cameras, boxes2d });
  };
  expect(errorOf(cut(15))).toBe(0);
  expect(errorOf(cut(-15))).toBeCloseTo(15);
  const left = cut(0);
  const boxes2d = left.boxes2d.map((box) =>
    box.id === frontBox(2)
      ? {
          ...box,
          extent: 'amodal' as const,
          rectangle: { ...box.rectangle, right: box.rectangle.right - 15 },
        }
      : box,
  );
  expect(errorOf({ ...left, boxes2d })).toBeCloseTo(-15);
});
