import type { StoreApi } from 'zustand/vanilla';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Attributes, Box2dExtent } from '#shared/labels/sidecar.ts';
import type { HistoryEntry, HistoryLabel } from '../../document/history.ts';
import type { LabelDocument } from '../../document/labelDocument.ts';
import type { Box2dId, Box2dRecord, FrameId, RecordChanges, TrackId } from '../../document/records.ts';
import { largestNumber } from '../../document/trackNumbers.ts';
import type { Transaction } from '../../document/transaction.ts';
import type { EditorEnvironment } from '../../ports.ts';
import type { EditorState } from '../../session/editorState.ts';
import type { CuboidEdits } from '../cuboidEdits.ts';
import { isGone } from '../isGone.ts';
import { stampOf } from '../provenance.ts';
import type { TrackUse } from '../trackUse.ts';
import { isBox, isSameRectangle, roundSides } from './box2dShape.ts';

export interface Box2dEditsOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  readonly edits: CuboidEdits;
  readonly trackUse: TrackUse;
}

/** What a new 2D box is of. */
export interface NewBox {
  readonly frameId: FrameId;
  readonly camera: string;
  readonly rectangle: Rectangle;
  readonly class: string;
  readonly trackId?: TrackId | undefined;
  readonly extent?: Box2dExtent;
}

/**
 * What people do to 2D boxes, each one entry of history. All refuse, saying why, where the frame is read-only or the
 * object is locked. A box whose rectangle or class a person has changed is that person's: it counts as drawn by hand, and
 * how sure a detector was of what it drew is not said of it any more.
 */
export class Box2dEdits {
  readonly #options: Box2dEditsOptions;

  constructor(options: Box2dEditsOptions) {
    this.#options = options;
  }

  /** May the boxes be edited? If not, says why beside the work. */
  mayEdit(ids: readonly Box2dId[] = []): boolean {
    const { document, edits } = this.#options;
    const tracks = ids.flatMap((id) => document.get(id)?.trackId ?? []);
    return edits.mayEditTracks(tracks);
  }

  /** A box that a person draws, with an id of its own, not yet in the document. */
  draft({ frameId, camera, rectangle, trackId, extent = 'visible', ...box }: NewBox): Box2dRecord {
    const { environment, edits } = this.#options;
    return {
      type: 'box2d',
      id: environment.newId() as Box2dId,
      frameId,
      camera,
      rectangle,
      class: box.class,
      source: 'manual',
      ...(trackId === undefined ? {} : { trackId, linkedBy: 'person' as const }),
      extent,
      ...stampOf(edits.authorship),
      extra: {},
    };
  }

  /** Puts a box into the document; undefined where that is not allowed. */
  create(box: NewBox): Box2dId | undefined {
    if (!this.mayEdit() || !isBox(box.rectangle)) return undefined;
    const record = this.draft({ ...box, rectangle: roundSides(box.rectangle, undefined) });
    this.#options.document.transact('box2d', (tx) => tx.create(record));
    return record.id;
  }

  /** Gives a box another rectangle, rounded. One that would bound nothing changes nothing. */
  reshape(
    label: HistoryLabel,
    id: Box2dId,
    shape: (rectangle: Rectangle) => Rectangle,
    options: { mergeInto?: HistoryEntry } = {},
  ): HistoryEntry | undefined {
    const { document } = this.#options;
    const before = document.get(id)?.rectangle;
    if (before === undefined || !this.mayEdit([id])) return undefined;
    const after = roundSides(shape(before), before);
    return document.transact(label, (tx) => this.writeRectangle(tx, id, after), options);
  }

  /** Writes a rectangle; one that is the same, or bounds nothing, leaves the box as it is. */
  writeRectangle(tx: Transaction, id: Box2dId, rectangle: Rectangle): void {
    const record = tx.get(id);
    if (record === undefined || !isBox(rectangle) || isSameRectangle(record.rectangle, rectangle)) return;
    tx.update(id, { rectangle: { ...record.rectangle, ...rectangle }, ...this.#byPerson });
  }

  /** Of the box alone: what class its object is, is said of the object. */
  setClass(id: Box2dId, className: string): void {
    this.#change('class', id, (record) =>
      record.class === className ? undefined : { class: className, ...this.#byPerson },
    );
  }

  setExtent(id: Box2dId, extent: Box2dExtent): void {
    this.#change('edit', id, (record) => (record.extent === extent ? undefined : { extent, ...this.#stamp }));
  }

  setAttributes(id: Box2dId, change: (attributes: Attributes) => Attributes): void {
    this.#change('visibility', id, ({ attributes: before = {} }) => {
      const attributes = change(before);
      return attributes === before ? undefined : { attributes, ...this.#stamp };
    });
  }

  /** Says which object it is of. What a person drew takes over the class of that object, too. */
  link(id: Box2dId, trackId: TrackId): void {
    const { document, edits } = this.#options;
    const record = document.get(id);
    if (record === undefined || !edits.mayEditTracks([trackId]) || !this.mayEdit([id])) return;
    if (record.trackId === trackId && record.linkedBy === 'person') return;
    document.transact('link', (tx) => {
      const className = record.source === 'manual' ? tx.get(trackId)?.class : undefined;
      tx.update(id, {
        trackId,
        linkedBy: 'person',
        ...(className === undefined ? {} : { class: className }),
        ...this.#stamp,
      });
      this.#dropTrack(tx, record.trackId);
    });
  }

  /** Makes it an object of its own, which only images show so far. */
  linkNew(id: Box2dId): void {
    const { document, environment } = this.#options;
    const record = document.get(id);
    if (record === undefined || !this.mayEdit([id])) return;
    const trackId = environment.newId() as TrackId;
    const number = largestNumber(document.tracks()) + 1;
    document.transact('link', (tx) => {
      tx.create({ type: 'track', id: trackId, number, class: record.class, attributes: {}, extra: {} });
      tx.update(id, { trackId, linkedBy: 'person', ...this.#stamp });
      this.#dropTrack(tx, record.trackId);
    });
  }

  /** It is of no known object any more. */
  unlink(id: Box2dId): void {
    const { document } = this.#options;
    const record = document.get(id);
    if (record?.trackId === undefined || !this.mayEdit([id])) return;
    document.transact('link', (tx) => {
      tx.update(id, { trackId: undefined, linkedBy: undefined, ...this.#stamp });
      this.#dropTrack(tx, record.trackId);
    });
  }

  /** Deletes it, and its object where nothing else is left of that. */
  delete(id: Box2dId): boolean {
    const { document, state } = this.#options;
    const record = document.get(id);
    if (record === undefined || !this.mayEdit([id])) return false;
    document.transact('delete', (tx) => {
      tx.remove(id);
      this.#dropTrack(tx, record.trackId);
    });
    state.setState({ prompt: { kind: 'deleted', count: 1 } });
    return true;
  }

  #change(
    label: HistoryLabel,
    id: Box2dId,
    change: (record: Box2dRecord) => RecordChanges<Box2dId> | undefined,
  ): void {
    const { document } = this.#options;
    const record = document.get(id);
    const changes = record && change(record);
    if (changes === undefined || !this.mayEdit([id])) return;
    document.transact(label, (tx) => tx.update(id, changes));
  }

  #dropTrack(tx: Transaction, trackId: TrackId | undefined): void {
    if (trackId !== undefined && isGone(this.#options, tx, trackId)) tx.remove(trackId);
  }

  get #stamp(): RecordChanges<Box2dId> {
    return stampOf(this.#options.edits.authorship);
  }

  get #byPerson(): RecordChanges<Box2dId> {
    return { source: 'manual', score: undefined, ...this.#stamp };
  }
}
