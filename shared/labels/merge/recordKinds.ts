import { doneJsonSchema, type DoneJson, type Sidecar } from '../sidecar.ts';
import { trackJsonSchema, type TrackJson } from '../tracksFile.ts';
import { FieldMerge, isLater, mergeDerived, smaller } from './fieldMerge.ts';
import type { RecordKind } from './mergeRecords.ts';
import { part } from './threeWay.ts';

export type ReviewJson = Sidecar['review'][number];
/** A frame's mark with an id, so that it is a record like others. */
export type DoneMark = DoneJson & { readonly id: string };

const KNOWN_IN_TRACK = new Set(Object.keys(trackJsonSchema.shape));
const KNOWN_IN_DONE = new Set([...Object.keys(doneJsonSchema.shape), 'id']);
const ID_ONLY = new Set(['id']);

export const REVIEW_KIND: RecordKind<'review', ReviewJson> = {
  kind: 'review',
  keyOf: ({ id }) => id.toLowerCase(),
  setByPeople: ({ id: _id, ...review }) => review,
  merge: (reviews, prefer) => {
    const fields = new FieldMerge(prefer);
    const id = mergeDerived(part(reviews, (review) => review.id)) ?? reviews.ours.id;
    return { record: { ...fields.keys<unknown>('', reviews, ID_ONLY), id }, fields: fields.conflicts };
  },
};

export const DONE_KIND: RecordKind<'done', DoneMark> = {
  kind: 'done',
  keyOf: () => '',
  // That it is there is what counts: two people who both said so agree.
  setByPeople: ({ author: _author, markedAt: _at, ...mark }) => mark,
  merge: (marks, prefer) => {
    const fields = new FieldMerge(prefer);
    const stamp = mergeDerived(
      part(marks, ({ author, markedAt }) => ({
        ...(author === undefined ? {} : { author }),
        ...(markedAt === undefined ? {} : { markedAt }),
      })),
      (a, b) => (isLater(a.markedAt, b.markedAt) ? a : isLater(b.markedAt, a.markedAt) ? b : smaller(a, b)),
    );
    const unknown = fields.keys<unknown>('', marks, KNOWN_IN_DONE);
    return { record: { ...unknown, ...stamp, id: marks.ours.id }, fields: fields.conflicts };
  },
};

export const TRACK_KIND: RecordKind<'track', TrackJson> = {
  kind: 'track',
  keyOf: ({ id }) => id.toLowerCase(),
  trackIdOf: ({ id }) => id.toLowerCase(),
  // A number is given, not chosen; two that meet are told apart again.
  setByPeople: ({ id: _id, number: _number, ...track }) => track,
  merge: (tracks, prefer) => {
    const fields = new FieldMerge(prefer);
    const { ours } = tracks;
    const className = fields.field(
      'class',
      part(tracks, (track) => track.class),
    );
    const attributes = fields.keys(
      'attributes.',
      part(tracks, (track) => track.attributes),
    );
    const sourceId = fields.field(
      'sourceId',
      part(tracks, (track) => track.sourceId),
    );
    const size = fields.field(
      'size',
      part(tracks, (track) => track.size),
    );
    const isStatic = fields.field(
      'static',
      part(tracks, (track) => track.static),
    );
    const record: TrackJson = {
      ...fields.keys<unknown>('', tracks, KNOWN_IN_TRACK),
      id: mergeDerived(part(tracks, ({ id }) => id)) ?? ours.id,
      number:
        mergeDerived(
          part(tracks, ({ number }) => number),
          Math.min,
        ) ?? ours.number,
      class: className ?? ours.class,
      attributes,
      ...(sourceId === undefined ? {} : { sourceId }),
      ...(size === undefined ? {} : { size }),
      ...(isStatic === undefined ? {} : { static: isStatic }),
    };
    return { record, fields: fields.conflicts };
  },
};
