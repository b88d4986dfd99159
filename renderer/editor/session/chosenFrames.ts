import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import type { TrackLives } from './trackLives.ts';

export interface ChosenFramesOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly lives: TrackLives;
  /** Loads labels; answers the frames whose labels cannot be had. */
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
  /** These frames stay in memory until the returned function is called. */
  hold(frameIds: readonly FrameId[]): () => void;
  goToFrame(frameId: FrameId): Promise<void>;
}

/** `alone`: nothing else; `range`: from the one picked last; `toggle`: besides the others, or no more. */
export type PickFrame = 'alone' | 'range' | 'toggle';

/**
 * Frames of the followed object that are edited together while they stand side by side: two or more, the one on screen
 * among them. It ends when another frame comes on screen, another object is followed, or the frames are put away.
 */
export class ChosenFrames {
  readonly #options: ChosenFramesOptions;
  readonly #stop: (() => void)[] = [];
  /** Where a range begins. */
  #from: FrameId | undefined;
  /** Was it picked, and not only come to? */
  #isPicked = false;
  /** Where the range ends that was chosen last. */
  #to: FrameId | undefined;
  /** It comes on screen by this, and not by other ways of going through frames. */
  #goingTo: FrameId | undefined;
  #release: (() => void) | undefined;
  /** The last wish: the frames of one may come later. */
  #wish: object | undefined;

  constructor(options: ChosenFramesOptions) {
    this.#options = options;
  }

  start(): void {
    const { state } = this.#options;
    this.#stop.push(
      state.subscribe((now, before) => {
        const isAnother = now.followed !== before.followed || now.imageStage !== before.imageStage;
        if (now.frameId !== before.frameId || isAnother) this.#onMove(now, isAnother);
      }),
    );
  }

  dispose(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.#release?.();
  }

  /** A frame was clicked: it comes on screen, alone or with others. Frames that lack the object cannot be chosen. */
  pick(frameId: FrameId, how: PickFrame): Promise<void> {
    const { chosenFrames, frameId: shown } = this.#state;
    if (how === 'alone' || !this.#isSeen(frameId)) return this.#alone(frameId);
    if (how === 'range') return this.#choose(this.#between(this.#from ?? shown ?? frameId, frameId), frameId);
    const before = chosenFrames.length > 0 ? chosenFrames : this.#isPicked ? [this.#from ?? []].flat() : [];
    this.#from = frameId;
    this.#isPicked = true;
    const isLast = before.length === 1 && before[0] === frameId;
    if (!before.includes(frameId) || isLast)
      return this.#choose([...before.filter((id) => id !== frameId), frameId], frameId);
    const left = before.filter((id) => id !== frameId);
    return this.#choose(left, this.#nearest(left, frameId));
  }

  /** The next frame that has the object, seen from where the choice ends; undefined: there is none, or none may be chosen. */
  next(by: 1 | -1): FrameId | undefined {
    const { lives } = this.#options;
    const { chosenFrames, frameId, followed, imageStage } = this.#state;
    const end = chosenFrames.length > 0 ? (this.#to ?? frameId) : frameId;
    const at = end && lives.indexOf(end);
    if (imageStage.kind !== 'batch' || followed === undefined || at === undefined) return undefined;
    const life = lives.of(followed);
    const seen = by > 0 ? life.find(({ index }) => index > at) : life.findLast(({ index }) => index < at);
    return seen && lives.frameAt(seen.index);
  }

  /** Moves the end of the range on by one frame, away from where it began or back towards it. */
  async extend(by: 1 | -1): Promise<void> {
    const { chosenFrames, frameId } = this.#state;
    const to = this.next(by);
    if (to === undefined || frameId === undefined) return;
    if (chosenFrames.length === 0) this.#from = frameId;
    await this.#choose(this.#between(this.#from ?? frameId, to), to);
  }

  /** Only the frame on screen again; false: it was. */
  clear(): boolean {
    const { chosenFrames, frameId } = this.#state;
    this.#from = frameId;
    this.#isPicked = false;
    this.#set([]);
    return chosenFrames.length > 0;
  }

  /** The pointer stays over a frame: it comes on screen, unless others are chosen and not this one. */
  async visit(frameId: FrameId): Promise<void> {
    const { chosenFrames, frameId: shown } = this.#state;
    if (frameId === shown || (chosenFrames.length > 0 && !chosenFrames.includes(frameId))) return;
    await this.#goTo(frameId);
  }

  async #alone(frameId: FrameId): Promise<void> {
    this.#from = frameId;
    this.#isPicked = true;
    this.#set([]);
    await this.#goTo(frameId);
  }

  async #choose(frameIds: readonly FrameId[], onScreen: FrameId): Promise<void> {
    const { document, ensure, lives } = this.#options;
    const [only, ...others] = frameIds;
    if (only === undefined) return;
    if (others.length === 0) return this.#alone(only);
    const wish = {};
    this.#wish = wish;
    // Those that are not beside each other on screen may have to be read first.
    if (frameIds.some((id) => !document.isLoaded(id))) await ensure(frameIds);
    if (this.#wish !== wish) return;
    const loaded = frameIds.filter((id) => document.isLoaded(id));
    const inOrder = loaded.toSorted((a, b) => (lives.indexOf(a) ?? 0) - (lives.indexOf(b) ?? 0));
    if (inOrder.length < 2 || !inOrder.includes(onScreen)) return this.#alone(onScreen);
    this.#to = onScreen;
    this.#set(inOrder);
    await this.#goTo(onScreen);
  }

  #goTo(frameId: FrameId): Promise<void> {
    this.#goingTo = frameId;
    return this.#options.goToFrame(frameId);
  }

  #onMove({ frameId, chosenFrames }: EditorState, isAnother: boolean): void {
    const isInside = frameId !== undefined && chosenFrames.includes(frameId);
    if (isAnother || (!isInside && this.#goingTo !== frameId)) {
      this.#from = frameId;
      this.#isPicked = false;
      this.#wish = undefined;
    }
    if (chosenFrames.length > 0 && (isAnother || !isInside)) this.#set([]);
  }

  #set(chosenFrames: readonly FrameId[]): void {
    const { state, hold } = this.#options;
    this.#wish = undefined;
    const release = this.#release;
    this.#release = chosenFrames.length > 0 ? hold(chosenFrames) : undefined;
    release?.();
    if (chosenFrames.length > 0 || this.#state.chosenFrames.length > 0) state.setState({ chosenFrames });
  }

  #isSeen(frameId: FrameId): boolean {
    const { lives } = this.#options;
    const { followed } = this.#state;
    const index = lives.indexOf(frameId);
    return followed !== undefined && lives.of(followed).some((seen) => seen.index === index);
  }

  #between(a: FrameId, b: FrameId): readonly FrameId[] {
    const { lives } = this.#options;
    const { followed } = this.#state;
    const ends = [lives.indexOf(a) ?? 0, lives.indexOf(b) ?? 0];
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const life = followed === undefined ? [] : lives.of(followed);
    return life.flatMap(({ index }) => (index < from || index > to ? [] : (lives.frameAt(index) ?? [])));
  }

  #nearest(frameIds: readonly FrameId[], to: FrameId): FrameId {
    const { lives } = this.#options;
    const at = lives.indexOf(to) ?? 0;
    const away = (id: FrameId): number => Math.abs((lives.indexOf(id) ?? 0) - at);
    return frameIds.toSorted((a, b) => away(a) - away(b))[0] ?? to;
  }

  get #state(): EditorState {
    return this.#options.state.getState();
  }
}
