import { expect, test } from 'vitest';
import { frameScene } from './frameScene.ts';
import { object, street, uuid } from './testing/street.ts';

function sightOf(last: number, objects: Parameters<typeof street>[0] & object): unknown {
  const scene = frameScene(street(objects));
  return scene.cameras.get('front')?.byTrack.get(uuid(last));
}

test('what stands before another hides it from one side, and is itself in plain view', () => {
  const objects = [object(1, [12, 0.5, -0.9], 1.5), object(2, [24, 6, -0.9], 1.5)];
  expect(sightOf(1, { objects })).toMatchObject({ hiddenShare: 0, slack: [0, 0, 0, 0] });
  const { hiddenShare, slack } = sightOf(2, { objects }) as { hiddenShare: number; slack: number[] };
  expect(hiddenShare).toBeGreaterThan(0.3);
  expect(hiddenShare).toBeLessThan(0.9);
  expect(slack[2]).toBeGreaterThan(20);
  expect(slack[0]).toBe(0);
});

test('a thing that is not finite is seen by no camera, and spoils nothing for the others', () => {
  const broken = object(2, [Number.NaN, 0, 0], 0);
  const scene = frameScene(street({ objects: [object(1, [12, 0, -0.9], 0), broken] }));
  expect(scene.cameras.get('front')?.sights.map(({ object: { trackId } }) => trackId)).toEqual([uuid(1)]);
});
