import { describe, expect, test } from 'vitest';
import { describeFinding, ruleTitle } from './describeFinding.ts';
import { formatParam } from './formatParam.ts';

test('a sentence in the reader’s language, with rounded numbers', () => {
  const finding = {
    rule: 'GEO003',
    params: { number: 3, class: 'car', direction: 'above', heightMetres: 0.7249 },
  } as const;
  expect(describeFinding(finding, 'en')).toEqual({
    title: 'Floating, or sunk in the ground',
    sentence: 'The bottom of car 3 is 0.72 m above the ground',
  });
  expect(describeFinding(finding, 'zh-CN').sentence).toBe('Car 3 的底面在地面上方 0.72 米');
});

test('parts whose numbers are missing are left out', () => {
  const box = { rule: 'DAT003', params: { camera: 'front', class: 'Car' } } as const;
  expect(describeFinding(box, 'en').sentence).toBe(
    'The 2D box on front is of class Car, which the ontology does not have',
  );
});

test('a name out of the data is shown as it is, even where it is a word of ours', () => {
  const named = { rule: 'TRK010', params: { number: 1, class: 'width', distanceMetres: 2 } } as const;
  expect(describeFinding(named, 'zh-CN').sentence).toBe('Width 1 出现两次，相距 2.00 米');
});

test('a rule of a later version is called by its id', () => {
  expect(describeFinding({ rule: 'GEO999', params: {} }, 'en')).toEqual({ title: 'GEO999', sentence: '' });
  expect(ruleTitle('constructor', 'en')).toBe('constructor');
});

describe('a number is rounded by the unit in its name', () => {
  test.each([
    ['heightMetres', 1.005, '1.00'],
    ['heightMetres', -0.004, '0.00'],
    ['offsetMetres', -1.5, '−1.50'],
    ['angleDegrees', 12.345, '12.3'],
    ['leftPixels', -7.4, '−7'],
    ['iou', 0.7, '0.70'],
    ['iouAfter', 0.876, '0.88'],
    ['speedMetresPerSecond', 9.96, '10.0'],
    ['rangeMetres', 39.6, '40'],
    ['points', 12, '12'],
    ['leftPixels', '–', '–'],
  ])('%s %s is %s', (name, value, text) => {
    expect(formatParam(name, value)).toBe(text);
  });
});
