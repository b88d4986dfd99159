import { describe, expect, test } from 'vitest';
import { CALIBRATION_FORMS } from './calibrationForms.ts';
import { describeConvention } from './describeConvention.ts';

test('a line says direction, order, unit and axes', () => {
  expect(describeConvention('nuscenes', 'en')).toBe(
    'nuScenes: poses lead from the camera to the vehicle; quaternions w x y z; metres; camera x right, y down, z forward',
  );
  expect(describeConvention('kalibr', 'zh-CN')).toBe(
    'Kalibr：位姿方向以名称为准；矩阵按行存储；单位米；相机坐标轴 x 右、y 下、z 前',
  );
});

test('a lens alone has no unit of length', () => {
  expect(describeConvention('camera-info', 'en')).toBe(
    'ROS camera_info: a lens without a pose; matrices by rows; camera x right, y down, z forward',
  );
});

describe.each(CALIBRATION_FORMS)('%s', (form) => {
  test('has a line of its own in each language', () => {
    const lines = (['en', 'zh-CN'] as const).map((language) =>
      CALIBRATION_FORMS.filter(
        (other) => describeConvention(other, language) === describeConvention(form, language),
      ),
    );
    expect(lines).toEqual([[form], [form]]);
    expect(describeConvention(form, 'zh-CN')).toMatch(/\p{Script=Han}/u);
  });
});
