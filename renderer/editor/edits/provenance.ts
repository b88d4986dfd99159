import type { FitMethod, ObjectJson, Provenance } from '#shared/labels/sidecar.ts';

/** Who has set a shape: the person, or a fit to the points that the person asked for. */
export type ShapedBy = 'manual' | FitMethod;

export interface Authorship {
  /** Empty: none is written. */
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Provenance of a cuboid that a person has just set; keys that this version does not know stay. */
export function editedBy(before: Provenance | undefined, by: ShapedBy, authorship: Authorship): Provenance {
  const how = by === 'manual' ? { source: by } : { source: 'fitted' as const, method: by };
  return { ...unshaped(before), ...how, keyframe: true, ...stampOf(authorship) };
}

/**
 * Provenance of a cuboid that was taken over from another frame: nobody has looked at it in this one. Keys that this
 * version does not know stay.
 */
export function propagatedBy(authorship: Authorship, before?: Provenance): Provenance {
  return { ...unshaped(before), source: 'propagated', keyframe: false, ...stampOf(authorship) };
}

/** Who and when, as the files have it. */
export function stampOf({ author, nowMs }: Authorship): {
  readonly author?: string;
  readonly changedAt: string;
} {
  return { ...(author === '' ? {} : { author }), changedAt: `${Math.trunc(nowMs)}000000` };
}

/** Provenance of a cuboid that was derived from others of its track; keys that this version does not know stay. */
export function interpolatedBy(before: Provenance | undefined, authorship: Authorship): Provenance {
  return { ...unshaped(before), source: 'interpolated', keyframe: false, ...stampOf(authorship) };
}

/**
 * Provenance of a derived cuboid that a command has fitted to the points of its frame: they say where it is, but nobody
 * has looked at it there. Keys that this version does not know stay.
 */
export function refinedBy(before: Provenance, authorship: Authorship): Provenance {
  const how = { source: 'fitted', method: 'again' satisfies FitMethod } as const;
  return { ...unshaped(before), ...how, keyframe: false, ...stampOf(authorship) };
}

/** Was it derived from others of its track, be it confirmed since? */
export function isDerived({ source, keyframe }: Provenance): boolean {
  return source === 'interpolated' && !keyframe;
}

const PLACED_BY_RULE: ReadonlySet<Provenance['source']> = new Set(['interpolated', 'propagated', 'fitted']);

/** Placed in its frame by a rule, and nobody has looked at it there yet. Every view draws it dashed. */
export function isUnreviewed({
  provenance: { source, keyframe },
  status,
}: Pick<ObjectJson, 'provenance' | 'status'>): boolean {
  return !keyframe && PLACED_BY_RULE.has(source) && status !== 'confirmed';
}

/** Where nothing says any more where it is, what was derived counts as carried there. */
export function asCarried(provenance: Provenance): Provenance {
  return isDerived(provenance) ? { ...provenance, source: 'propagated' } : provenance;
}

/** What is known of it beside who set its shape, and how. */
function unshaped(before: Provenance | undefined): Omit<Provenance, 'source' | 'keyframe'> {
  const { author: _author, method: _method, source: _source, keyframe: _keyframe, ...kept } = before ?? {};
  return kept;
}
