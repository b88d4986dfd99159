import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { Box2dId, CuboidId, CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import { withSize } from '../edits/trackSize.ts';

/** The cuboids that a finding of a loaded frame is about: one, or none. */
export function cuboidsOfFinding(
  document: LabelDocument,
  { frameId, objectId, trackId, box2dId }: Finding,
): readonly CuboidId[] {
  const object = objectId?.toLowerCase() as CuboidId | undefined;
  if (object !== undefined) return document.get(object) === undefined ? [] : [object];
  const box = box2dId === undefined ? undefined : document.get(box2dId.toLowerCase() as Box2dId);
  const track = trackId ?? box?.trackId;
  const cuboid = track === undefined ? undefined : cuboidOf(document, frameId, track);
  return cuboid === undefined ? [] : [cuboid.id];
}

/** What its fix would make of a cuboid of the frame; undefined where it changes none. */
export function suggestedCuboid(document: LabelDocument, { fix, frameId }: Finding): Cuboid | undefined {
  if (fix?.kind === 'cuboid') return fix.cuboid;
  if (fix?.kind !== 'trackSize') return undefined;
  const record = cuboidOf(document, frameId, fix.trackId);
  return record && withSize(record.cuboid, fix.size);
}

function cuboidOf(document: LabelDocument, frameId: string, trackId: string): CuboidRecord | undefined {
  const id = trackId.toLowerCase() as TrackId;
  return document.cuboidsIn(frameId as FrameId).find((record) => record.trackId === id);
}
