import { expect, test } from 'vitest';
import { PROVENANCE_SOURCES } from './sidecar.ts';
import { isAnchor, letterOf, sightingOf, sightingOfLetter } from './sighting.ts';

test('every sighting is one letter and comes back from it', () => {
  const letters = new Set<string>();
  for (const kind of ['keyframe', 'interpolated', 'other'] as const) {
    for (const isConfirmed of [true, false]) {
      const letter = letterOf({ kind, isConfirmed });
      letters.add(letter);
      expect(letter).toHaveLength(1);
      expect(sightingOfLetter(letter)).toEqual({ kind, isConfirmed });
    }
  }
  expect(letters.size).toBe(6);
  expect(sightingOfLetter('x')).toBeUndefined();
});

test('only what is interpolated and not confirmed is derived from others', () => {
  for (const source of PROVENANCE_SOURCES) {
    for (const keyframe of [true, false]) {
      for (const status of ['draft', 'confirmed'] as const) {
        const isDerived = source === 'interpolated' && !keyframe && status === 'draft';
        expect(isAnchor(sightingOf({ provenance: { source, keyframe }, status }))).toBe(!isDerived);
      }
    }
  }
});
