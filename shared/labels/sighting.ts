import type { ObjectJson } from './sidecar.ts';

/** What is known of an object in a frame without its label file being read as a whole. */
export interface Sighting {
  /** `other`: set by no person, but by the points or another program; it is not derived from keyframes either. */
  readonly kind: 'keyframe' | 'interpolated' | 'other';
  /** Somebody has looked at it and said so. */
  readonly isConfirmed: boolean;
}

const LETTERS = { keyframe: 'k', interpolated: 'i', other: 'o' } as const;
const KINDS = { k: 'keyframe', i: 'interpolated', o: 'other' } as const;

export function sightingOf({ provenance, status }: Pick<ObjectJson, 'provenance' | 'status'>): Sighting {
  const { keyframe, source } = provenance;
  const kind = keyframe ? 'keyframe' : source === 'interpolated' ? 'interpolated' : 'other';
  return { kind, isConfirmed: status === 'confirmed' };
}

/** As one letter, in capitals if confirmed: a long drive has hundreds of thousands. */
export function letterOf({ kind, isConfirmed }: Sighting): string {
  const letter = LETTERS[kind];
  return isConfirmed ? letter.toUpperCase() : letter;
}

/** The reverse of {@link letterOf}; undefined for what is no such letter. */
export function sightingOfLetter(letter: string): Sighting | undefined {
  const lower = letter.toLowerCase();
  if (lower !== 'k' && lower !== 'i' && lower !== 'o') return undefined;
  return { kind: KINDS[lower], isConfirmed: letter !== lower };
}

/** May what lies between be derived from it? What is itself derived may not, unless somebody has said that it is right. */
export function isAnchor({ kind, isConfirmed }: Sighting): boolean {
  return kind !== 'interpolated' || isConfirmed;
}
