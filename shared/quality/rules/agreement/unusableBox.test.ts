import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGREEMENT_RULES } from '../../agreement/agreementRules.ts';
import { check, frontBox, uuid, withBoxes } from '../../agreement/testing/street.ts';
import type { Box2dJson } from '../../../labels/sidecar.ts';
import { misplaced } from './misplaced.ts';
import { unusableBox } from './unusableBox.ts';

const BAD: Readonly<Record<string, Partial<Box2dJson>>> = {
  notANumber: { rectangle: { left: Number.NaN, top: 0, right: 10, bottom: 10 } },
  inverted: { rectangle: { left: 50, top: 40, right: 10, bottom: 10 } },
  noArea: { rectangle: { left: 50, top: 40, right: 50, bottom: 60 } },
  outside: { rectangle: { left: 5000, top: 40, right: 5100, bottom: 60 } },
};

test.each(Object.entries(BAD))('%s is a finding of its own, and the others are compared', (fault, change) => {
  const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, ...change } : box));
  const findings = check(unusableBox, frame);
  expect(findings).toMatchObject([{ rule: 'AGR014', box2dId: frontBox(1), params: { fault } }]);
  const [first, ...others] = frame.objects;
  const [x, y, z] = others[0]!.cuboid.centre;
  const moved = Object.assign({}, others[0], { cuboid: { ...others[0]!.cuboid, centre: [x, y + 1, z] } });
  const objects = [first!, moved, ...others.slice(1)];
  expect(check(misplaced, { ...frame, objects })).toMatchObject([{ trackId: uuid(2) }]);
});

test('an inverted one is put right by exchanging its edges', () => {
  const frame = withBoxes((box) => (box.id === frontBox(1) ? { ...box, ...BAD['inverted'] } : box));
  expect(check(unusableBox, frame)[0]?.fix).toEqual({
    kind: 'rectangle',
    box2dId: frontBox(1),
    rectangle: { left: 10, top: 10, right: 50, bottom: 40 },
  });
});

test('no rule throws, whatever numbers stand in a 2D box or a cuboid', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e9, Number.NaN, Infinity));
  fc.assert(
    fc.property(fc.array(number, { minLength: 14, maxLength: 14 }), (n) => {
      const frame = withBoxes((box) =>
        box.id === frontBox(1)
          ? { ...box, rectangle: { left: n[0]!, top: n[1]!, right: n[2]!, bottom: n[3]! } }
          : box,
      );
      const cuboid = {
        centre: [n[4]!, n[5]!, n[6]!] as [number, number, number],
        size: [n[7]!, n[8]!, n[9]!] as [number, number, number],
        rotation: [n[10]!, n[11]!, n[12]!, n[13]!] as [number, number, number, number],
        yaw: 0,
      };
      const objects = frame.objects.map((car, i) => (i === 0 ? Object.assign({}, car, { cuboid }) : car));
      for (const rule of AGREEMENT_RULES) {
        if (rule.scope !== 'frame') continue;
        for (const finding of check(rule, { ...frame, objects })) expect(finding.rule).toBe(rule.id);
      }
    }),
    { numRuns: 25 },
  );
});
