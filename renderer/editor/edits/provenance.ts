import type { Provenance } from '#shared/labels/sidecar.ts';

export interface Authorship {
  /** Empty: none is written. */
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** Provenance of a cuboid that a person has just set; keys that this version does not know stay. */
export function editedBy(
  before: Provenance | undefined,
  source: 'manual' | 'fitted',
  authorship: Authorship,
): Provenance {
  const { author: _, ...kept } = before ?? {};
  return { ...kept, source, keyframe: true, ...stampOf(authorship) };
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
