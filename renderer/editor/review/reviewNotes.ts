import { createStore, type StoreApi } from 'zustand/vanilla';
import { deepEqual } from '#shared/deepEqual.ts';
import type { Anchor } from '#shared/labels/review.ts';
import type { CuboidId, ReviewId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { Pin } from '../session/pin.ts';
import { placeOfAnchor, threadsIn } from './notePlaces.ts';
import { entryOf } from './reviewRecords.ts';
import type { ReviewEdits } from './reviewEdits.ts';
import type { ReviewRoom } from './reviewRoom.ts';

export interface NotesState {
  /** The note that is looked at. */
  readonly current: ReviewId | undefined;
}

export interface ReviewNotesOptions {
  readonly session: Pick<EditorSession, 'state' | 'document' | 'commands' | 'select' | 'setTool'>;
  readonly room: ReviewRoom;
  readonly edits: ReviewEdits;
}

/** What people say to each other about places of a frame: where it stands in the views, and going there. */
export class ReviewNotes {
  readonly store: StoreApi<NotesState> = createStore<NotesState>(() => ({ current: undefined }));
  readonly #options: ReviewNotesOptions;
  #isOn = false;

  constructor(options: ReviewNotesOptions) {
    this.#options = options;
  }

  /** Follows what is said and pointed at. Returns how to end it. */
  start(): () => void {
    const { session, room } = this.#options;
    const stops = [
      session.document.subscribe(({ frames }) => {
        const { frameId } = session.state.getState();
        if (frameId !== undefined && frames.has(frameId)) this.#pin();
      }),
      session.state.subscribe(({ frameId, pointedAt, imageStage, openedNote }, before) => {
        if (frameId !== before.frameId) {
          this.store.setState({ current: undefined });
          if (pointedAt !== undefined) session.state.setState({ pointedAt: undefined });
        }
        if (pointedAt !== undefined && pointedAt !== before.pointedAt)
          room.show({ asking: 'note', isOverview: false });
        if (openedNote !== undefined) {
          session.state.setState({ openedNote: undefined });
          this.lookAt(openedNote);
        }
        if (frameId !== before.frameId || pointedAt !== before.pointedAt || imageStage !== before.imageStage)
          this.#pin();
      }),
      room.store.subscribe(({ asking, current }, before) => {
        if (before.asking === 'note' && asking !== 'note' && session.state.getState().pointedAt !== undefined)
          session.state.setState({ pointedAt: undefined });
        if (current !== before.current && current !== undefined) this.store.setState({ current: undefined });
      }),
      this.store.subscribe(() => this.#pin()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** In the room alone: elsewhere they would lie over what is being drawn. */
  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    if (!isOn) {
      this.store.setState({ current: undefined });
      if (this.#options.session.state.getState().tool === 'note') this.#options.session.setTool('select');
    }
    this.#pin();
  }

  /** What a note would stand at: where the person has pointed, what is looked at, the selection; else the frame. */
  get anchor(): Anchor | undefined {
    const { session, room } = this.#options;
    const { pointedAt, selection } = session.state.getState();
    if (pointedAt !== undefined) return pointedAt;
    const object = room.about?.id ?? selection[0];
    return object === undefined ? undefined : { object };
  }

  /** The next click in a view says where a note is to stand. */
  point(): void {
    const { session, edits, room } = this.#options;
    const { frameId } = session.state.getState();
    if (frameId === undefined || !edits.maySay(frameId)) return;
    room.show({ isOverview: false, asking: undefined });
    session.setTool('note');
  }

  write(text: string): boolean {
    const { session, edits } = this.#options;
    const { frameId } = session.state.getState();
    return frameId !== undefined && edits.comment(frameId, text, { anchor: this.anchor }) !== undefined;
  }

  answer(id: ReviewId, text: string): boolean {
    const { session, edits } = this.#options;
    const { frameId } = session.state.getState();
    return frameId !== undefined && edits.comment(frameId, text, { answers: id }) !== undefined;
  }

  /** Every view goes to where a note of the frame on screen stands; those that do not see the place stay. */
  lookAt(id: ReviewId): void {
    const { session } = this.#options;
    const { frameId } = session.state.getState();
    const record = session.document.get(id);
    const entry = record && entryOf(record);
    if (frameId === undefined || entry?.kind !== 'comment' || entry.anchor === undefined) return;
    const { anchor } = entry;
    this.store.setState({ current: id });
    const object = 'object' in anchor ? (anchor.object.toLowerCase() as CuboidId) : undefined;
    if (object !== undefined && session.document.get(object) !== undefined) {
      session.select([object]);
      session.commands.run('view.flyToSelection');
      return;
    }
    const place = placeOfAnchor(anchor, session.document.recordsIn(frameId));
    if (place !== undefined && 'point' in place) session.state.setState({ goTo: { point: place.point } });
  }

  /** Where the note that is looked at stands, if it is in an image or in the cloud. */
  get currentPlace(): Pin['at'] | undefined {
    const { pins } = this.#options.session.state.getState();
    return pins.find(({ isCurrent, text }) => isCurrent && text !== '')?.at;
  }

  #pin(): void {
    const { state } = this.#options.session;
    const pins = this.#isOn ? this.#pins() : [];
    if (!deepEqual(state.getState().pins, pins)) state.setState({ pins });
  }

  /** What is resolved needs none, unless somebody looks at it. */
  #pins(): readonly Pin[] {
    const { document, state } = this.#options.session;
    const { frameId, pointedAt } = state.getState();
    if (frameId === undefined || !document.isLoaded(frameId)) return [];
    const records = document.recordsIn(frameId);
    const { current } = this.store.getState();
    const said = threadsIn(records).flatMap(({ note }, i): readonly Pin[] => {
      const isCurrent = note.id.toLowerCase() === current;
      const at = note.anchor && placeOfAnchor(note.anchor, records);
      return at === undefined || (note.isResolved === true && !isCurrent)
        ? []
        : [{ at, text: String(i + 1), isCurrent, note: note.id.toLowerCase() as ReviewId }];
    });
    const at = pointedAt && placeOfAnchor(pointedAt, records);
    const pins = at === undefined ? said : [...said, { at, text: '', isCurrent: true }];
    // What is looked at lies on top.
    return pins.toSorted((a, b) => Number(a.isCurrent) - Number(b.isCurrent));
  }
}
