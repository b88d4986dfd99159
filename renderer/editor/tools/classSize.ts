import type { Dataset } from '#shared/dataset/dataset.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidRecord } from '../document/records.ts';

/** A family car: for a class that the dataset's ontology does not have, and of which nothing is labelled. */
const UNKNOWN_CLASS: Vec3 = [4.5, 1.8, 1.6];

/**
 * Typical length, width, height of a class, metres: the ontology's or, of a class that it does not have, the median of
 * what is labelled in the frames that are loaded.
 */
export function classSizeOf(dataset: Dataset, document: LabelDocument, className: string): Vec3 {
  const known = dataset.ontology.classes.find(({ name }) => name === className)?.size;
  if (known !== undefined) return known;
  const sizes = labelled(document, className).map(({ cuboid }) => cuboid.size);
  if (sizes.length === 0) return UNKNOWN_CLASS;
  const median = (axis: 0 | 1 | 2): number =>
    sizes.map((size) => size[axis]).toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)]!;
  return [median(0), median(1), median(2)];
}

/**
 * Size for a cuboid of the class that no points tell the size of, metres: what a person gave the class last, for those
 * that stand in a row are alike; until then the typical one.
 */
export function rememberedSizeOf(dataset: Dataset, document: LabelDocument, className: string): Vec3 {
  let last: CuboidRecord | undefined;
  for (const record of labelled(document, className)) {
    if (setAt(record) > (last === undefined ? 0 : setAt(last))) last = record;
  }
  return last?.cuboid.size ?? classSizeOf(dataset, document, className);
}

function labelled(document: LabelDocument, className: string): readonly CuboidRecord[] {
  return document
    .loadedFrames()
    .flatMap((frameId) => document.cuboidsIn(frameId))
    .filter(({ trackId }) => document.get(trackId)?.class === className);
}

/** Nanoseconds since 1970, roughly; 0 where no person did. */
function setAt({ provenance: { source, changedAt } }: CuboidRecord): number {
  return source === 'manual' || source === 'fitted' ? Number(changedAt ?? 0) : 0;
}
