import {
  doneIdOf,
  type CuboidRecord,
  type FrameId,
  type LabelRecord,
  type TrackRecord,
} from '../document/records.ts';
import { cuboidIdOf, someCuboid, someDoneMark, someTrack } from './someRecords.ts';

export const FRAMES = ['a', 'b', 'c'] as readonly string[] as readonly FrameId[];
export const TRACKS = [1, 2, 3];

/** Edits of frames that are not loaded are left out, by the model and by who drives the document. */
export type Edit =
  | { readonly kind: 'put'; readonly track: number; readonly frame: FrameId; readonly x: number }
  | { readonly kind: 'remove'; readonly track: number; readonly frame: FrameId }
  | { readonly kind: 'class'; readonly track: number; readonly class: string }
  | { readonly kind: 'done'; readonly frame: FrameId; readonly isDone: boolean };

/** All there is, in memory or not, as a plain map that nobody changes in place. */
type World = ReadonlyMap<string, LabelRecord>;

interface Entry {
  readonly before: World;
  readonly after: World;
  readonly frames: readonly FrameId[];
}

/** What can be seen of a document from outside. */
export interface Observation {
  readonly frames: readonly {
    readonly isLoaded: boolean;
    readonly cuboids: readonly CuboidRecord[];
    readonly isDone: boolean;
  }[];
  readonly tracks: readonly TrackRecord[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoNeeds: readonly FrameId[];
  readonly redoNeeds: readonly FrameId[];
}

/** What the document should do, done the simplest way: whole copies before and after each edit. */
export class DocumentModel {
  #world: World = new Map(TRACKS.map((number) => [someTrack(number).id, someTrack(number)]));
  readonly #loaded = new Set<FrameId>();
  readonly #done: Entry[] = [];
  readonly #undone: Entry[] = [];

  commit(edits: readonly Edit[]): void {
    const before = this.#world;
    const after = this.#edited(edits);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)),
    );
    if (changed.length === 0) return;
    const records = changed.map((id) => after.get(id) ?? before.get(id));
    const frames = records.flatMap((record) =>
      record === undefined || record.type === 'track' ? [] : [record.frameId],
    );
    this.#done.push({ before, after, frames });
    this.#undone.length = 0;
    this.#world = after;
  }

  undo(): void {
    const entry = this.#done.at(-1);
    if (entry === undefined || this.#missing(entry).length > 0) return;
    this.#undone.push(entry);
    this.#done.pop();
    this.#world = entry.before;
  }

  redo(): void {
    const entry = this.#undone.at(-1);
    if (entry === undefined || this.#missing(entry).length > 0) return;
    this.#done.push(entry);
    this.#undone.pop();
    this.#world = entry.after;
  }

  load(frameId: FrameId): void {
    this.#loaded.add(frameId);
  }

  unload(frameId: FrameId): void {
    this.#loaded.delete(frameId);
  }

  /** What lies on disk when everything is saved at once. */
  saved(frameId: FrameId): readonly LabelRecord[] {
    return [...this.#world.values()]
      .filter((record) => record.type !== 'track' && record.frameId === frameId)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  observe(): Observation {
    return {
      frames: FRAMES.map((frameId) => {
        const isLoaded = this.#loaded.has(frameId);
        const records = isLoaded ? this.saved(frameId) : [];
        return {
          isLoaded,
          cuboids: records.filter((record) => record.type === 'cuboid'),
          isDone: records.some(({ type }) => type === 'done'),
        };
      }),
      tracks: [...this.#world.values()].filter((record) => record.type === 'track'),
      canUndo: this.#done.length > 0,
      canRedo: this.#undone.length > 0,
      undoNeeds: this.#missing(this.#done.at(-1)),
      redoNeeds: this.#missing(this.#undone.at(-1)),
    };
  }

  #edited(edits: readonly Edit[]): World {
    const world = new Map(this.#world);
    for (const edit of edits) {
      if (edit.kind === 'class') world.set(someTrack(edit.track).id, someTrack(edit.track, edit.class));
      else if (!this.#loaded.has(edit.frame)) continue;
      else if (edit.kind === 'done' && edit.isDone) world.set(doneIdOf(edit.frame), someDoneMark(edit.frame));
      else if (edit.kind === 'done') world.delete(doneIdOf(edit.frame));
      else if (edit.kind === 'remove') world.delete(cuboidIdOf(edit.track, edit.frame));
      else world.set(cuboidIdOf(edit.track, edit.frame), someCuboid(edit.track, edit.frame, edit.x));
    }
    return world;
  }

  #missing(entry: Entry | undefined): readonly FrameId[] {
    return FRAMES.filter((frameId) => entry?.frames.includes(frameId) === true && !this.#loaded.has(frameId));
  }
}
