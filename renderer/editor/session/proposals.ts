import { createStore, type StoreApi } from 'zustand/vanilla';
import { groundOutline, outlineOverlap } from '#shared/geometry/groundOutline.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { FitFound } from '#shared/pointcloud/fit/fitAt.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import type { CloudQueries } from '../ports.ts';
import { classSizeOf } from '../tools/classSize.ts';
import type { EditorState } from './editorState.ts';

/** An object that may be there. Never saved unless it is accepted. */
export type Proposal = Pick<FitFound, 'cuboid' | 'confidence'>;

export type ProposalsState =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching'; readonly className: string; readonly done: number; readonly total: number }
  | {
      readonly kind: 'found';
      readonly className: string;
      readonly proposals: readonly Proposal[];
      /** Which of them is looked at. */
      readonly current: number;
    };

export interface ProposalsOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly queries: CloudQueries;
  readonly edits: CuboidEdits;
}

/** Fits that are less sure are more often wrong than right. */
const LEAST_CONFIDENCE = 0.6;
/** Of the area that two cover together, seen from above: what is more is one object. */
const SAME = 0.1;

/**
 * Objects of the class that the next cuboid will have, found in the frame on screen where nothing is labelled: looked at,
 * accepted or rejected one by one. Another frame, or Escape, ends it.
 */
export class Proposals {
  readonly store: StoreApi<ProposalsState> = createStore<ProposalsState>(() => ({ kind: 'none' }));
  readonly #options: ProposalsOptions;
  #search: object | undefined;

  constructor(options: ProposalsOptions) {
    this.#options = options;
  }

  /** The one that is looked at. */
  get current(): Proposal | undefined {
    const state = this.store.getState();
    return state.kind === 'found' ? state.proposals[state.current] : undefined;
  }

  /** Looks for objects, place by place; says so where there are none. */
  async find(): Promise<void> {
    const { document, state, queries, edits } = this.#options;
    const { frameId, dataset, activeClass: className } = state.getState();
    if (frameId === undefined || !edits.mayEdit()) return;
    const search = {};
    this.#search = search;
    const prior = { name: className, size: classSizeOf(dataset, document, className) };
    this.store.setState({ kind: 'searching', className, done: 0, total: 0 }, true);
    const places =
      (await queries.unlabelledPlaces(frameId, prior, this.#known()).catch(() => undefined)) ?? [];
    const found: Proposal[] = [];
    for (const [i, at] of places.entries()) {
      if (this.#search !== search) return;
      this.store.setState({ kind: 'searching', className, done: i, total: places.length }, true);
      const fit = await queries.fitAt(frameId, { at, prior }).catch(() => undefined);
      if (fit?.cuboid !== undefined && fit.confidence >= LEAST_CONFIDENCE)
        found.push({ cuboid: fit.cuboid, confidence: fit.confidence });
    }
    if (this.#search !== search) return;
    this.#search = undefined;
    const surest = found.toSorted((a, b) => b.confidence - a.confidence);
    this.#show(className, apart(surest, this.#known()), 0);
    if (this.current === undefined) state.setState({ prompt: { kind: 'no-proposals', className } });
  }

  /** Looks at the one that many further, round and round. */
  step(by: 1 | -1): void {
    const state = this.store.getState();
    if (state.kind !== 'found') return;
    const { length } = state.proposals;
    this.store.setState({ ...state, current: (state.current + by + length) % length }, true);
  }

  /** Makes a cuboid of the one that is looked at, and looks at the next; answers its id. */
  accept(): CuboidId | undefined {
    const state = this.store.getState();
    const { current } = this;
    if (state.kind !== 'found' || current === undefined) return undefined;
    const id = this.#options.edits.create(current.cuboid, state.className, 'proposal');
    if (id !== undefined) this.#drop(current);
    return id;
  }

  /** Forgets the one that is looked at, and looks at the next. */
  reject(): void {
    const { current } = this;
    if (current !== undefined) this.#drop(current);
  }

  /** Forgets them all, and stops looking; false: there was nothing. */
  end(): boolean {
    const wasBusy = this.store.getState().kind !== 'none';
    this.#search = undefined;
    if (wasBusy) this.store.setState({ kind: 'none' }, true);
    return wasBusy;
  }

  #drop(one: Proposal): void {
    const state = this.store.getState();
    if (state.kind !== 'found') return;
    const others = state.proposals.filter((proposal) => proposal !== one);
    this.#show(state.className, apart(others, this.#known()), state.current);
  }

  #show(className: string, proposals: readonly Proposal[], current: number): void {
    if (proposals.length === 0) this.store.setState({ kind: 'none' }, true);
    else
      this.store.setState(
        { kind: 'found', className, proposals, current: Math.min(current, proposals.length - 1) },
        true,
      );
  }

  #known(): readonly Cuboid[] {
    const { document, state } = this.#options;
    const frameId: FrameId | undefined = state.getState().frameId;
    return frameId === undefined ? [] : document.cuboidsIn(frameId).map(({ cuboid }) => cuboid);
  }
}

/** Those that are no object that is known, or was proposed before. */
function apart(proposals: readonly Proposal[], known: readonly Cuboid[]): readonly Proposal[] {
  const outlines = known.map(groundOutline);
  return proposals.filter(({ cuboid }) => {
    const outline = groundOutline(cuboid);
    if (outlines.some((other) => outlineOverlap(outline, other) > SAME)) return false;
    outlines.push(outline);
    return true;
  });
}
