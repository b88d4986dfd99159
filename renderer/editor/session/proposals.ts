import { createStore, type StoreApi } from 'zustand/vanilla';
import { groundOutline, outlineShare } from '#shared/geometry/groundOutline.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import type { FitFound } from '#shared/pointcloud/fit/fitAt.ts';
import { isWorthProposing } from '#shared/pointcloud/fit/worthProposing.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import type { CloudQueries } from '../ports.ts';
import { classSizeOf } from '../tools/classSize.ts';
import { headedLikeNeighbours } from '../tools/headedLikeNeighbours.ts';
import type { EditorState } from './editorState.ts';
import { isNear } from './viewFilter.ts';

/** An object that may be there. Never saved unless it is accepted. */
export type Proposal = Pick<FitFound, 'cuboid' | 'confidence' | 'className'>;

export type ProposalsState =
  | { readonly kind: 'none' }
  | { readonly kind: 'searching'; readonly className: string; readonly done: number; readonly total: number }
  | {
      readonly kind: 'found';
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

/** Of the smaller of two, seen from above: what shares more is one object, or a part of it. */
const SAME = 0.2;

/**
 * Objects of the class that the next cuboid will have, or of every class, found in the frame on screen where nothing is
 * labelled: looked at, accepted or rejected one by one. Another frame, or Escape, ends it.
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

  /** Looks for objects of a class, or of every class of the dataset, place by place; says so where there are none. */
  async find(isEvery = false): Promise<void> {
    const { document, state, edits } = this.#options;
    const { frameId, dataset, activeClass } = state.getState();
    if (frameId === undefined || !edits.mayEdit()) return;
    const search = {};
    this.#search = search;
    const names = isEvery ? dataset.ontology.classes.map(({ name }) => name) : [activeClass];
    const priors = names.map((name) => ({ name, size: classSizeOf(dataset, document, name) }));
    const found: Proposal[] = [];
    for (const prior of priors.toSorted((a, b) => rankOf(a) - rankOf(b))) {
      const own = await this.#findClass(search, frameId, prior);
      if (own === undefined) return;
      const surest = own.toSorted((a, b) => b.confidence - a.confidence);
      found.push(...apart(surest, [...this.#known(), ...found.map(({ cuboid }) => cuboid)]));
    }
    this.#search = undefined;
    // Something may have been labelled meanwhile.
    this.#show(apart(found, this.#known()), 0);
    if (this.current === undefined)
      state.setState({ prompt: { kind: 'no-proposals', className: isEvery ? undefined : activeClass } });
  }

  /** Undefined once the search has been ended. */
  async #findClass(
    search: object,
    frameId: FrameId,
    prior: ClassPrior,
  ): Promise<readonly Proposal[] | undefined> {
    const { document, state, queries } = this.#options;
    const className = prior.name;
    this.store.setState({ kind: 'searching', className, done: 0, total: 0 }, true);
    const places = (
      (await queries.unlabelledPlaces(frameId, prior, this.#known()).catch(() => undefined)) ?? []
    ).filter((at) => isNear(state.getState().filter, at));
    const found: Proposal[] = [];
    for (const [i, at] of places.entries()) {
      if (this.#search !== search) return undefined;
      this.store.setState({ kind: 'searching', className, done: i, total: places.length }, true);
      const fit = await queries.fitAt(frameId, { at, prior }).catch(() => undefined);
      if (fit?.cuboid !== undefined && isWorthProposing(fit, prior))
        found.push({
          cuboid: headedLikeNeighbours({ document, sequence: state.getState().sequence, frameId }, fit),
          confidence: fit.confidence,
          className,
        });
    }
    return this.#search === search ? found : undefined;
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
    const id = this.#options.edits.create(current.cuboid, current.className, 'proposal');
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
    this.#show(apart(others, this.#known()), state.current);
  }

  #show(proposals: readonly Proposal[], current: number): void {
    if (proposals.length === 0) this.store.setState({ kind: 'none' }, true);
    else
      this.store.setState(
        { kind: 'found', proposals, current: Math.min(current, proposals.length - 1) },
        true,
      );
  }

  #known(): readonly Cuboid[] {
    const { document, state } = this.#options;
    const frameId: FrameId | undefined = state.getState().frameId;
    return frameId === undefined ? [] : document.cuboidsIn(frameId).map(({ cuboid }) => cuboid);
  }
}

/** Cars are told from other things best, buses and lorries from hedges worst: what was found first stays. */
function rankOf({ size: [length] }: ClassPrior): number {
  if (length > 6) return 2;
  return length > 2.5 ? 0 : 1;
}

/** Those that are no object that is known, or was proposed before. */
function apart(proposals: readonly Proposal[], known: readonly Cuboid[]): readonly Proposal[] {
  const outlines = known.map(groundOutline);
  return proposals.filter(({ cuboid }) => {
    const outline = groundOutline(cuboid);
    if (outlines.some((other) => outlineShare(outline, other) > SAME)) return false;
    outlines.push(outline);
    return true;
  });
}
