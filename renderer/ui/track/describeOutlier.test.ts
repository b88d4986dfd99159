import { expect, test } from 'vitest';
import type { TrackOutlier } from '#shared/labels/motion/trackOutliers.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { describeOutlier } from './describeOutlier.ts';

const nameOf = (index: number): string => `0000${index}`;

async function said(language: 'en' | 'zh-CN', outlier: Partial<TrackOutlier>): Promise<string> {
  const whole: TrackOutlier = { reason: 'off-path', index: 44, lastIndex: 44, amount: 0.5, ...outlier };
  return describeOutlier(whole, nameOf, await translator(language));
}

test('names the frame, the reason and the number', async () => {
  expect(await said('en', {})).toBe('Frame 000044: 0.50 m off its path');
  expect(await said('en', { reason: 'off-heading', amount: 0.35 })).toBe(
    'Frame 000044: turned by 20.1° against its neighbours',
  );
  expect(await said('zh-CN', { reason: 'jump' })).toBe('帧 000044：突然移动 0.50 m');
});

test('a heading that is the wrong way round is called that', async () => {
  expect(await said('en', { reason: 'off-heading', amount: 3.1 })).toBe('Frame 000044: faces the other way');
});

test('several frames are one sentence', async () => {
  expect(await said('en', { reason: 'against-motion', amount: 3, lastIndex: 51 })).toBe(
    'Frames 000044–000051: faces against its motion',
  );
});
