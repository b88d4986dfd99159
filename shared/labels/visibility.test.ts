import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attributes } from './sidecar.ts';
import { OCCLUSIONS, occlusionOf, truncationOf, withOcclusion, withTruncation } from './visibility.ts';

describe('occlusion', () => {
  test.each<[Attributes, string | undefined]>([
    [{}, undefined],
    [{ occlusion: 0 }, 'none'],
    [{ occlusion: 2, occluded: false }, 'largely'],
    [{ occlusion: -1 }, undefined],
    [{ occlusion: 'yes' }, undefined],
    [{ occluded: true }, 'partly'],
    [{ occluded: false }, 'none'],
  ])('%j says %s', (attributes, said) => {
    expect(occlusionOf(attributes)).toBe(said);
  });

  test('a yes or no beside it is kept in step, and left alone where nobody knows', () => {
    const imported = { occluded: false, colour: 'red' };
    expect(withOcclusion(imported, 'largely')).toEqual({ occluded: true, colour: 'red', occlusion: 2 });
    expect(withOcclusion(imported, 'unknown')).toEqual({ ...imported, occlusion: 3 });
    expect(withOcclusion(imported, 'none')).toBe(imported);
  });
});

describe('truncation', () => {
  test('a fraction that was imported stays when it says the same', () => {
    const imported = { truncation: 0.25 };
    expect(withTruncation(imported, true)).toBe(imported);
    expect(withTruncation(imported, false)).toEqual({ truncation: 0 });
    expect(withTruncation({ truncation: -1 }, false)).toEqual({ truncation: 0 });
    expect(withTruncation({}, true)).toEqual({ truncation: 1 });
  });
});

test('what is set is what is read, whatever was there before', () => {
  const value = fc.oneof(fc.string(), fc.boolean(), fc.double({ noNaN: true, min: -1, max: 4 }));
  const some = fc.record({ occlusion: value, occluded: value, truncation: value }, { requiredKeys: [] });
  fc.assert(
    fc.property(some, fc.constantFrom(...OCCLUSIONS), fc.boolean(), (before, occlusion, isTruncated) => {
      const attributes = before as Attributes;
      const after = withTruncation(withOcclusion(attributes, occlusion), isTruncated);
      expect(occlusionOf(after)).toBe(occlusion);
      expect((truncationOf(after) ?? -1) > 0).toBe(isTruncated);
      expect(withTruncation(withOcclusion(after, occlusion), isTruncated)).toBe(after);
    }),
  );
});
