import type { Cuboid } from '../geometry/cuboid.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { Rectangle } from '../geometry/rectangle.ts';

/** `GEO012`: three capitals for its family, three digits. Never given to another rule again. */
export type RuleId = `${'DAT' | 'GEO' | 'TRK' | 'PTS' | 'AGR' | 'REC'}${number}`;

/** `error`: it is wrong; `warning`: it is likely wrong; `info`: worth a look. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One change that would put a finding right; a person accepts it, or `boxwright validate --fix`. */
export type Fix =
  | { readonly kind: 'cuboid'; readonly objectId: string; readonly cuboid: Cuboid }
  | { readonly kind: 'removeObject'; readonly objectId: string }
  | { readonly kind: 'removeBox'; readonly box2dId: string }
  | { readonly kind: 'trackClass'; readonly trackId: string; readonly class: string }
  | { readonly kind: 'trackSize'; readonly trackId: string; readonly size: Cuboid['size'] }
  | { readonly kind: 'rectangle'; readonly box2dId: string; readonly rectangle: Rectangle }
  | {
      readonly kind: 'links';
      /** New tracks of 2D boxes; undefined: none. */
      readonly links: readonly { readonly box2dId: string; readonly trackId: string | undefined }[];
    }
  | {
      readonly kind: 'attributes';
      /** Of an object, or of a 2D box. */
      readonly id: string;
      readonly attributes: Readonly<Record<string, string | number | boolean>>;
    };

/** What a rule found. Plain data; its sentence is made from the rule's wording and `params`: `describeFinding`. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly frameId: string;
  readonly trackId?: string;
  readonly objectId?: string;
  readonly box2dId?: string;
  readonly camera?: string;
  /** Where it is, of what is found where no object stands; label frame, metres. */
  readonly place?: Vec3;
  /** What its sentence and its table of numbers are made of; units in the names. */
  readonly params: Readonly<Record<string, string | number>>;
  /** How bad it is among those of its rule, for the order *worst first*: the higher, the worse. */
  readonly badness: number;
  readonly fix?: Fix;
}

/** The same finding has the same key when it is found again: waivers refer to it. */
export function findingKey(finding: Finding): string {
  const { rule, frameId, trackId, objectId, box2dId, camera, place } = finding;
  const at = place === undefined ? [] : [place.map((metres) => metres.toFixed(1)).join(' ')];
  return [rule, frameId, objectId ?? trackId ?? '', box2dId ?? '', camera ?? '', ...at].join('|');
}
