import type { Attributes } from './sidecar.ts';

/**
 * How much of an object can be seen, as the attributes `occlusion` and `truncation` say it: those of KITTI's object
 * benchmark, whatever the labels were imported from.
 */

/** In the order of the attribute's values 0, 1, 2, 3. */
export const OCCLUSIONS = ['none', 'partly', 'largely', 'unknown'] as const;
export type Occlusion = (typeof OCCLUSIONS)[number];

/** Undefined: nobody has said. Where there is only a yes or no, as CVAT has it, yes means partly at least. */
export function occlusionOf({ occlusion, occluded }: Attributes): Occlusion | undefined {
  if (typeof occlusion === 'number') return OCCLUSIONS[occlusion];
  if (typeof occluded !== 'boolean') return undefined;
  return occluded ? 'partly' : 'none';
}

/** The same object when that is what it says already. A yes or no that was imported is kept in step. */
export function withOcclusion(attributes: Attributes, occlusion: Occlusion): Attributes {
  if (occlusionOf(attributes) === occlusion) return attributes;
  const isKnown = typeof attributes['occluded'] === 'boolean' && occlusion !== 'unknown';
  return {
    ...attributes,
    occlusion: OCCLUSIONS.indexOf(occlusion),
    ...(isKnown ? { occluded: occlusion !== 'none' } : {}),
  };
}

/** How much of it lies outside the image, 0 to 1; undefined: nobody has said (KITTI writes −1). */
export function truncationOf({ truncation }: Attributes): number | undefined {
  return typeof truncation === 'number' && truncation >= 0 ? Math.min(1, truncation) : undefined;
}

/** The same object when that is what it says already: a fraction that was imported says yes, and how much. */
export function withTruncation(attributes: Attributes, isTruncated: boolean): Attributes {
  const before = truncationOf(attributes);
  if (before !== undefined && before > 0 === isTruncated) return attributes;
  return { ...attributes, truncation: isTruncated ? 1 : 0 };
}
