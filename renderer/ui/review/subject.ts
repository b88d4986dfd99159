import type { OntologyClass } from '#shared/dataset/dataset.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { Box2dId, CuboidId, FrameId, TrackId } from '#renderer/editor/document/records.ts';
import type { Workspace } from '#renderer/state/workspace.ts';

/** What a finding, or somebody who looks at an object, is about. */
export type Pointed = Pick<
  Finding,
  'frameId' | 'trackId' | 'objectId' | 'box2dId' | 'camera' | 'fix' | 'params'
>;

/** What a finding is about, as people call it. */
export interface Subject {
  readonly class: string | undefined;
  readonly number: number | undefined;
  readonly ontologyClass: OntologyClass | undefined;
}

export function subjectOf(
  { session, dataset, review }: Pick<Workspace, 'session' | 'dataset' | 'review'>,
  { frameId, trackId, objectId, box2dId, params }: Pointed,
): Subject {
  const { document } = session;
  const box = box2dId === undefined ? undefined : document.get(box2dId.toLowerCase() as Box2dId);
  const object = objectId === undefined ? undefined : document.get(objectId.toLowerCase() as CuboidId);
  const frames = review.checking.board.store.getState().frames;
  const facts = objectId && frames.get(frameId as FrameId)?.objects.get(objectId.toLowerCase());
  const known = trackId ?? object?.trackId ?? box?.trackId ?? (facts || undefined)?.trackId;
  const id = known?.toLowerCase() as TrackId | undefined;
  const track = id === undefined ? undefined : document.get(id);
  const said = typeof params['class'] === 'string' ? params['class'] : undefined;
  const className = track?.class ?? box?.class ?? (facts || undefined)?.class ?? said;
  return {
    class: className,
    number: track?.number,
    ontologyClass: dataset.ontology.classes.find(({ name }) => name === className),
  };
}

/** `Car 12`; empty where a finding is about no object. */
export function nameOf({ class: className, number }: Subject): string {
  return [className, number].filter((part) => part !== undefined && part !== '').join(' ');
}

/** The number by which findings of a rule differ most, short; empty where there is none. */
export function keyNumber({
  params,
}: Finding): { readonly name: string; readonly value: number } | undefined {
  for (const name of KEY_PARAMS) {
    const value = params[name];
    if (typeof value === 'number' && Number.isFinite(value)) return { name, value };
  }
  return undefined;
}

const KEY_PARAMS = [
  'iou',
  'points',
  'offsetMetres',
  'overlapMetres',
  'valueMetres',
  'distanceMetres',
  'speedMetresPerSecond',
  'offDegrees',
  'sigma',
] as const;
