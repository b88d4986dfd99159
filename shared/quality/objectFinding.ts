import type { ObjectJson } from '../labels/sidecar.ts';
import type { Finding, Fix, RuleId, Severity } from './finding.ts';
import type { RuleContext } from './rule.ts';

/** The number that people know a track by; `?` for one that `tracks.json` does not have. */
export function trackNumber({ tracks }: Pick<RuleContext, 'tracks'>, trackId: string): number | string {
  return tracks.get(trackId)?.number ?? '?';
}

/** What its track says it is: `tracks.json` wins over the copy in the sidecar. */
export function classOf(
  { tracks }: Pick<RuleContext, 'tracks'>,
  object: Pick<ObjectJson, 'trackId' | 'class'>,
): string {
  return tracks.get(object.trackId)?.class ?? object.class;
}

/** A finding about one object in one frame. Its `number` and `class` are what sentences begin with. */
export function objectFinding(
  head: { readonly id: RuleId; readonly severity: Severity },
  frameId: string,
  object: Pick<ObjectJson, 'id' | 'trackId' | 'class'>,
  context: Pick<RuleContext, 'tracks'>,
  found: { readonly params?: Finding['params']; readonly badness: number; readonly fix?: Fix | undefined },
): Finding {
  return {
    rule: head.id,
    severity: head.severity,
    frameId,
    trackId: object.trackId,
    objectId: object.id,
    params: {
      number: trackNumber(context, object.trackId),
      class: classOf(context, object),
      ...found.params,
    },
    badness: found.badness,
    ...(found.fix === undefined ? {} : { fix: found.fix }),
  };
}
