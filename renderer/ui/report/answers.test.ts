import { describe, expect, test } from 'vitest';
import type { Question } from '#shared/dataset/questions.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { answersToApply, countOpen, isOtherLayout, optionLabel, pickedOption } from './answers.ts';

const layout: Question = {
  id: 'layout',
  options: ['kitti-object', 'bare'],
  chosen: 'kitti-object',
  isAnswered: true,
};
const columns: Question = {
  id: 'binColumns',
  options: ['x y z intensity', 'x y z intensity ring'],
  chosen: 'x y z intensity',
  isAnswered: false,
};

describe('answers', () => {
  test('what was picked is marked, else what is used now', () => {
    expect(pickedOption(columns, {})).toBe('x y z intensity');
    expect(pickedOption(columns, { binColumns: 'x y z intensity ring' })).toBe('x y z intensity ring');
  });

  test('those that changed are applied, and those that nobody had confirmed', () => {
    expect(answersToApply([layout, columns], {})).toEqual({ binColumns: 'x y z intensity' });
    expect(answersToApply([layout], {})).toEqual({});
    const answered = { ...columns, isAnswered: true };
    expect(answersToApply([answered], { binColumns: 'x y z intensity ring' })).toEqual({
      binColumns: 'x y z intensity ring',
    });
  });

  test('another layout is applied alone: it has questions of its own', () => {
    const picked = { layout: 'bare', binColumns: 'x y z intensity ring' };
    expect(isOtherLayout([layout, columns], picked)).toBe(true);
    expect(answersToApply([layout, columns], picked)).toEqual({ layout: 'bare' });
  });

  test('picking the layout back leaves the others as they are', () => {
    expect(isOtherLayout([layout, columns], { layout: 'kitti-object' })).toBe(false);
    expect(isOtherLayout([columns], {})).toBe(false);
  });

  test('open are those that nobody has answered', () => {
    expect(countOpen([layout, columns])).toBe(1);
  });
});

describe('options as people read them', () => {
  test.each([
    ['layout', 'kitti-object', 'KITTI object', 'KITTI 目标检测'],
    ['imageMatching', 'time', 'By the nearest time', '时间最近'],
    ['poseDirection', 'lidarFromCamera', 'From the camera to the lidar', '从相机到激光雷达'],
    ['lensModel', 'undecided', 'Not decided: nothing is projected', '暂不确定：不投影'],
    [
      'lensModel',
      'kannala-brandt',
      'A fisheye, k1 k2 k3 k4 (Kannala–Brandt)',
      '鱼眼镜头，k1 k2 k3 k4（Kannala–Brandt）',
    ],
    ['binColumns', 'x y z time', 'x y z time', 'x y z time'],
    // A folder of that name is a folder.
    ['tables', 'time', 'time', 'time'],
  ] as const)('%s: %s', async (id, option, english, chinese) => {
    expect(optionLabel(id, option, await translator('en'))).toBe(english);
    expect(optionLabel(id, option, await translator('zh-CN'))).toBe(chinese);
  });
});
