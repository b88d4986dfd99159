import { cuboidJsonSchema, objectJsonSchema, type ObjectJson, type Provenance } from '../sidecar.ts';
import { FieldMerge, isLater, mergeDerived, smaller } from './fieldMerge.ts';
import type { MergedRecord, RecordKind } from './mergeRecords.ts';
import { placeVerdict } from './placeVerdict.ts';
import { part, type BothSides, type Side } from './threeWay.ts';

const KNOWN = new Set(Object.keys(objectJsonSchema.shape));
const KNOWN_IN_CUBOID = new Set(Object.keys(cuboidJsonSchema.shape));

/** An object is what its track is in the frame: there is one at most, whatever id another program gave it. */
export const OBJECT_KIND: RecordKind<'object', ObjectJson> = {
  kind: 'object',
  keyOf: ({ trackId }) => trackId.toLowerCase(),
  trackIdOf: ({ trackId }) => trackId.toLowerCase(),
  setByPeople: ({ id: _i, trackId: _t, class: _c, points: _p, projections: _v, ...object }) => {
    const { cuboid, provenance, ...rest } = object;
    const { yaw: _y, ...shape } = cuboid;
    return { ...rest, cuboid: shape, provenance: originOf(provenance) };
  },
  merge: mergeObject,
};

function mergeObject(objects: BothSides<ObjectJson>, prefer: Side): MergedRecord<ObjectJson> {
  const fields = new FieldMerge(prefer);
  const { ours } = objects;
  const shape = mergeShape(objects, fields);
  const status = fields.field(
    'status',
    part(objects, (object) => object.status),
  );
  const className = mergeDerived(
    part(objects, (object) => object.class),
    // A copy: the same choice as for the track itself.
    () => objects[prefer].class,
  );
  const attributes = fields.keys(
    'attributes.',
    part(objects, (object) => object.attributes),
  );
  const record: ObjectJson = {
    ...fields.keys<unknown>('', objects, KNOWN),
    id: mergeDerived(part(objects, ({ id }) => id)) ?? ours.id,
    trackId: mergeDerived(part(objects, ({ trackId }) => trackId)) ?? ours.trackId,
    class: className ?? ours.class,
    attributes,
    status: status ?? ours.status,
    ...shape,
  };
  return { record, fields: fields.conflicts };
}

type Shape = Pick<ObjectJson, 'cuboid' | 'points' | 'provenance' | 'projections'>;

/** Where it is, how that was found, and what follows from it. */
function mergeShape(objects: BothSides<ObjectJson>, fields: FieldMerge): Shape {
  const verdict = placeVerdict(
    part(objects, ({ cuboid: { centre, size, rotation } }) => ({ centre, size, rotation })),
    part(objects, ({ provenance }) => originOf(provenance)),
  );
  const from = objects[fields.settle('cuboid', verdict)];
  const unknown = fields.keys<unknown>(
    'cuboid.',
    part(objects, ({ cuboid }) => cuboid),
    KNOWN_IN_CUBOID,
  );
  const { centre, size, rotation, yaw } = from.cuboid;
  const { points, provenance, projections } = from;
  if (verdict !== 'same')
    return { cuboid: { ...unknown, centre, size, rotation, yaw }, points, provenance, projections };
  // Nobody moved it: what follows from its place was computed again, or it was touched in other ways.
  return {
    cuboid: {
      ...unknown,
      centre,
      size,
      rotation,
      yaw: mergeDerived(part(objects, (o) => o.cuboid.yaw)) ?? yaw,
    },
    points:
      mergeDerived(
        part(objects, (object) => object.points),
        (a, b) => (a === null ? b : b === null ? a : smaller(a, b)),
      ) ?? null,
    provenance:
      mergeDerived(
        part(objects, (object) => object.provenance),
        laterChange,
      ) ?? provenance,
    projections: mergeDerived(part(objects, (object) => object.projections)) ?? projections,
  };
}

/** How a place was found, without who and when. */
function originOf({ author: _author, changedAt: _at, ...origin }: Provenance): object {
  return origin;
}

function laterChange(a: Provenance, b: Provenance): Provenance {
  if (isLater(a.changedAt, b.changedAt)) return a;
  return isLater(b.changedAt, a.changedAt) ? b : smaller(a, b);
}
