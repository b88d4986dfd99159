import { expect, test } from 'vitest';
import { checkTrackRule, drive } from '../../testing/qualityScenes.ts';
import { againstMotion } from './againstMotion.ts';

test('who drives with its rear ahead, from first to last frame', () => {
  const frames = drive({ metresPerSecond: 8, yawRad: () => Math.PI });
  const [finding, ...others] = checkTrackRule(againstMotion, frames);
  expect(finding).toMatchObject({ frameId: 'frame0', params: { frames: 10 } });
  expect(others).toEqual([]);
});

test('who backs into a place at walking speed may', () => {
  expect(checkTrackRule(againstMotion, drive({ metresPerSecond: 1, yawRad: () => Math.PI }))).toEqual([]);
});
