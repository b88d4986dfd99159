import { box2dJsonSchema, type Box2dJson } from '../sidecar.ts';
import { FieldMerge, isLater, mergeDerived, smaller } from './fieldMerge.ts';
import type { MergedRecord, RecordKind } from './mergeRecords.ts';
import { placeVerdict } from './placeVerdict.ts';
import { part, type BothSides, type Side } from './threeWay.ts';

const KNOWN = new Set(Object.keys(box2dJsonSchema.shape));

export const BOX2D_KIND: RecordKind<'box2d', Box2dJson> = {
  kind: 'box2d',
  keyOf: ({ id }) => id.toLowerCase(),
  setByPeople: ({ id: _id, author: _author, changedAt: _at, ...box }) => box,
  merge: mergeBox2d,
};

function mergeBox2d(boxes: BothSides<Box2dJson>, prefer: Side): MergedRecord<Box2dJson> {
  const fields = new FieldMerge(prefer);
  const { ours } = boxes;
  const verdict = placeVerdict(
    part(boxes, ({ camera, rectangle }) => ({ camera, rectangle })),
    // A detector is sure of the rectangle that it drew, and of no other.
    part(boxes, originOf),
  );
  const placed = boxes[fields.settle('rectangle', verdict)];
  const className = fields.field(
    'class',
    part(boxes, (box) => box.class),
  );
  // Who linked it goes with what it was linked to.
  const link = fields.field('trackId', part(boxes, linkOf));
  const extent = fields.field(
    'extent',
    part(boxes, (box) => box.extent),
  );
  const attributes = fields.keys(
    'attributes.',
    part(boxes, (box) => box.attributes),
  );
  const hasAttributes = Object.keys(attributes).length > 0 || boxes[prefer].attributes !== undefined;
  const stamp = mergeDerived(part(boxes, stampOf), (a, b) =>
    isLater(a.changedAt, b.changedAt) ? a : isLater(b.changedAt, a.changedAt) ? b : smaller(a, b),
  );
  const record: Box2dJson = {
    ...fields.keys<unknown>('', boxes, KNOWN),
    id: mergeDerived(part(boxes, ({ id }) => id)) ?? ours.id,
    camera: placed.camera,
    rectangle: placed.rectangle,
    class: className ?? ours.class,
    ...link,
    ...(extent === undefined ? {} : { extent }),
    ...(hasAttributes ? { attributes } : {}),
    ...originOf(placed),
    ...stamp,
  };
  return { record, fields: fields.conflicts };
}

/** How its rectangle came to be. */
function originOf({
  source,
  score,
  importedFrom,
}: Box2dJson): Pick<Box2dJson, 'source' | 'score' | 'importedFrom'> {
  return {
    source,
    ...(score === undefined ? {} : { score }),
    ...(importedFrom === undefined ? {} : { importedFrom }),
  };
}

function linkOf({ trackId, linkedBy }: Box2dJson): Pick<Box2dJson, 'trackId' | 'linkedBy'> {
  return {
    ...(trackId === undefined ? {} : { trackId }),
    ...(linkedBy === undefined ? {} : { linkedBy }),
  };
}

function stampOf({ author, changedAt }: Box2dJson): Pick<Box2dJson, 'author' | 'changedAt'> {
  return {
    ...(author === undefined ? {} : { author }),
    ...(changedAt === undefined ? {} : { changedAt }),
  };
}
