import { expect, test } from 'vitest';
import { parameterOf } from './parameterOf.ts';
import { speed } from './rules/track/speed.ts';
import { overlap } from './rules/geometry/overlap.ts';

test('of the class, of all classes, or the rule’s own', () => {
  const ask = parameterOf(overlap, { 'GEO002.mostMetres': 1, 'GEO002.mostMetres.car': 2 });
  expect([ask('mostMetres', 'car'), ask('mostMetres', 'truck'), ask('mostMetres')]).toEqual([2, 1, 1]);
  expect(ask('mostShare', 'car')).toBe(overlap.parameters['mostShare']);
});

test('rules know some classes themselves, which counts before nothing that is set', () => {
  expect(parameterOf(speed, {})('mostMetresPerSecond', 'Pedestrian')).toBe(10);
  const set = parameterOf(speed, { 'TRK003.mostMetresPerSecond': 5 });
  expect(set('mostMetresPerSecond', 'Pedestrian')).toBe(5);
});

test('a class may be called anything, and a threshold that is no number is none', () => {
  const ask = parameterOf(overlap, { 'GEO002.mostMetres.big.bus': 3, 'GEO002.mostShare': Number.NaN });
  expect(ask('mostMetres', 'big.bus')).toBe(3);
  expect(ask('mostMetres', 'constructor')).toBe(overlap.parameters['mostMetres']);
  expect(ask('mostShare')).toBe(overlap.parameters['mostShare']);
});

test('a parameter that the rule does not have is a mistake in the rule', () => {
  expect(() => parameterOf(overlap, {})('mostMeters')).toThrow('GEO002 has no parameter mostMeters');
});
