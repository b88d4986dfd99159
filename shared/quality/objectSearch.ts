import type { Ontology, OntologyClass } from '../dataset/dataset.ts';
import { cuboidContains, type Cuboid } from '../geometry/cuboid.ts';
import { groundOutline, outlineShare } from '../geometry/groundOutline.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { PointCloud } from '../pointcloud/cloud.ts';
import { fitAt, type FitFound } from '../pointcloud/fit/fitAt.ts';
import { unlabelledPlaces } from '../pointcloud/fit/unlabelledPlaces.ts';
import { isWorthProposing } from '../pointcloud/fit/worthProposing.ts';
import type { GroundGrid } from '../pointcloud/ground.ts';
import type { UnlabelledObject } from './qualityFrame.ts';

interface Searched {
  readonly cloud: PointCloud;
  readonly ground: GroundGrid;
  readonly sensor: Vec3;
  readonly ontology: Ontology;
}

interface Place {
  readonly at: Vec3;
  readonly prior: OntologyClass;
  /** `null`: there is nothing worth showing; undefined: nobody has looked. */
  found?: UnlabelledObject | null;
}

/** Classes about as long look alike to the search: the first of each band stands for all (metres). */
const BANDS = [1.2, 2.5, 6] as const;
/** Of the smaller of two, seen from above: what shares more is one object, or a part of it. */
const SAME = 0.2;

/**
 * Looks for objects in a cloud that have no cuboid. The places are found once; what stands there is fitted when it is
 * first seen to be free, and kept, so that after an edit hardly anything is to be done.
 */
export class ObjectSearch {
  readonly #searched: Searched;
  readonly #places: readonly Place[];

  constructor(searched: Searched) {
    this.#searched = searched;
    this.#places = priorsOf(searched.ontology).flatMap((prior) =>
      unlabelledPlaces({ ...searched, prior, known: [] }).map((at): Place => ({ at, prior })),
    );
  }

  /** Those that lie in none of these cuboids, the surest first, no two of them in the same place. */
  without(known: readonly Cuboid[]): readonly UnlabelledObject[] {
    const outlines = known.map(groundOutline);
    const isFree = ({ at: [x, y] }: Place): boolean =>
      known.every((cuboid) => !cuboidContains(cuboid, [x, y, cuboid.centre[2]]));
    const found = this.#places
      .filter(isFree)
      .flatMap((place) => this.#fitted(place) ?? [])
      .sort((a, b) => b.confidence - a.confidence);
    const kept: UnlabelledObject[] = [];
    for (const object of found) {
      const outline = groundOutline(object.cuboid);
      if (outlines.some((other) => outlineShare(outline, other) > SAME)) continue;
      outlines.push(outline);
      kept.push(object);
    }
    return kept;
  }

  #fitted(place: Place): UnlabelledObject | null {
    if (place.found !== undefined) return place.found;
    const { at, prior } = place;
    const fit = fitAt({ ...this.#searched, at, classes: [prior] });
    place.found = fit.cuboid !== undefined && isWorthProposing(fit, prior) ? asObject(fit) : null;
    return place.found;
  }
}

function asObject({ cuboid, className, confidence, points }: FitFound): UnlabelledObject {
  return { cuboid, class: className, confidence, points };
}

function priorsOf({ classes }: Ontology): readonly OntologyClass[] {
  const described = classes.filter(({ size }) => !size.every((side) => side === 1));
  return BANDS.flatMap((most, i) => {
    const least = BANDS[i - 1] ?? 0;
    return described.find(({ size: [length] }) => length > least && length <= most) ?? [];
  });
}
