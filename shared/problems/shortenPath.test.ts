import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenPath } from './shortenPath.ts';

test('a short path stays', () => {
  expect(shortenPath('lidar/000965.pcd')).toBe('lidar/000965.pcd');
});

test('a long one loses its middle and keeps its end', () => {
  const path = `${'folder/'.repeat(20)}000965.pcd`;
  const short = shortenPath(path);
  expect(Array.from(short)).toHaveLength(80);
  expect(short).toMatch(/^folder\/.*….*\/000965\.pcd$/);
});

test('characters outside the basic plane are not cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '/', 'é', '车', '🚗', '\u{10ffff}'), maxLength: 60 }),
      fc.integer({ min: 4, max: 40 }),
      (path, longest) => {
        const short = shortenPath(path, longest);
        expect(Array.from(short).length).toBeLessThanOrEqual(longest);
        expect(short.isWellFormed()).toBe(true);
      },
    ),
  );
});
