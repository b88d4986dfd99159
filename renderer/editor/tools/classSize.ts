import type { Dataset } from '#shared/dataset/dataset.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** A family car: for classes that the dataset's ontology does not have. */
const UNKNOWN_CLASS: Vec3 = [4.5, 1.8, 1.6];

/** Typical length, width, height of a class, metres. */
export function classSizeOf(dataset: Dataset, className: string): Vec3 {
  return dataset.ontology.classes.find(({ name }) => name === className)?.size ?? UNKNOWN_CLASS;
}
