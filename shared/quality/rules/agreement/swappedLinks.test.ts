import { expect, test } from 'vitest';
import { check, frontBox, street, uuid, withBoxes } from '../../agreement/testing/street.ts';
import { swappedLinks } from './swappedLinks.ts';
import { wrongLink } from './wrongLink.ts';

test('two cars whose 2D boxes are exchanged are one finding, and exchanging them back is its fix', () => {
  expect(check(swappedLinks, street())).toEqual([]);
  const frame = withBoxes((box) => {
    if (box.id === frontBox(1)) return { ...box, trackId: uuid(2) };
    return box.id === frontBox(2) ? { ...box, trackId: uuid(1) } : box;
  });
  const findings = check(swappedLinks, frame);
  expect(findings).toHaveLength(1);
  const [{ fix, params } = { fix: undefined, params: {} }] = findings;
  expect(params).toMatchObject({ iouAfter: 1 });
  expect(fix?.kind === 'links' && fix.links).toEqual(
    expect.arrayContaining([
      { box2dId: frontBox(1), trackId: uuid(1) },
      { box2dId: frontBox(2), trackId: uuid(2) },
    ]),
  );
  expect(check(wrongLink, frame)).toEqual([]);
});
