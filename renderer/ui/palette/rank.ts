import { matchText, type Query, type SearchText, type TextMatch } from './match.ts';

/** Something that can be found by any of its texts. */
export interface Searchable {
  readonly texts: readonly SearchText[];
}

export interface Ranked<T> {
  readonly entry: T;
  readonly match: TextMatch;
  /** Which of the entry's texts matched best. */
  readonly textIndex: number;
}

/**
 * The entries that match best, best first; equal ones keep their order.
 * @param query not empty
 */
export function rank<T extends Searchable>(
  query: Query,
  entries: readonly T[],
  limit: number,
): readonly Ranked<T>[] {
  // A bounded insertion instead of sorting: one letter matches most of 50,000 frames, twenty are shown.
  const best: Ranked<T>[] = [];
  for (const entry of entries) {
    const found = bestText(query, entry);
    if (found === undefined) continue;
    if (best.length === limit && found.match.cost >= best.at(-1)!.match.cost) continue;
    const place = best.findIndex(({ match }) => match.cost > found.match.cost);
    best.splice(place < 0 ? best.length : place, 0, found);
    if (best.length > limit) best.pop();
  }
  return best;
}

function bestText<T extends Searchable>(query: Query, entry: T): Ranked<T> | undefined {
  let best: Ranked<T> | undefined;
  for (let textIndex = 0; textIndex < entry.texts.length; textIndex++) {
    const match = matchText(query, entry.texts[textIndex]!);
    if (match === undefined || (best && best.match.cost <= match.cost)) continue;
    best = { entry, match, textIndex };
  }
  return best;
}
