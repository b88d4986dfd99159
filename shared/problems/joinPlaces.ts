/** The places of a value in a parsed file, one in the other: `a` and `[3].b` give `a[3].b`. */
export function joinPlaces(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  return inner.startsWith('[') ? outer + inner : `${outer}.${inner}`;
}
