import type { FitMethod, Provenance } from '#shared/labels/sidecar.ts';

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
  const { author: _author, method: _method, ...kept } = before ?? {};
  const how = by === 'manual' ? { source: by } : { source: 'fitted' as const, method: by };
  return { ...kept, ...how, keyframe: true, ...stampOf(authorship) };
}

/** Provenance of a cuboid that was taken over from another frame: nobody has looked at it in this one. */
export function propagatedBy(authorship: Authorship): Provenance {
  return { source: 'propagated', keyframe: false, ...stampOf(authorship) };
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
  const { author: _author, method: _method, ...kept } = before ?? {};
  return { ...kept, source: 'interpolated', keyframe: false, ...stampOf(authorship) };
}
