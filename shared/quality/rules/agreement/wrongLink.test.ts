import { expect, test } from 'vitest';
import { check, frontBox, street, uuid, withBoxes } from '../../agreement/testing/street.ts';
import { wrongLink } from './wrongLink.ts';

test('a 2D box that is linked to the wrong car is to go to the one that it fits', () => {
  expect(check(wrongLink, street())).toEqual([]);
  const frame = withBoxes((box) => {
    if (box.id === frontBox(2)) return undefined;
    return box.id === frontBox(1) ? { ...box, trackId: uuid(2) } : box;
  });
  const links = [{ box2dId: frontBox(1), trackId: uuid(1) }];
  expect(check(wrongLink, frame)).toMatchObject([
    { rule: 'AGR003', trackId: uuid(2), fix: { kind: 'links', links } },
  ]);
});

test('a 2D box without a link is to get that of the car that it fits', () => {
  const frame = withBoxes(({ trackId, ...box }) =>
    box.id === frontBox(1) ? box : { ...box, trackId: trackId! },
  );
  const findings = check(wrongLink, frame);
  expect(findings).toMatchObject([{ box2dId: frontBox(1), params: { reason: 'unlinked', other: 1 } }]);
});
