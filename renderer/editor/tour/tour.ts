import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentChange } from '../document/labelDocument.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';

/** What is to be done, in this order. */
export const TOUR_STEPS = ['look', 'draw', 'check', 'adjust', 'next'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

export interface TourState {
  readonly step: TourStep | 'finished';
  /** What the person has done since the tour began, in whatever order. */
  readonly done: ReadonlySet<TourStep>;
}

const ADJUSTING: ReadonlySet<HistoryLabel> = new Set<HistoryLabel>([
  'move',
  'resize',
  'rotate',
  'flip',
  'fit',
  'settle',
  'edit',
]);

/**
 * The first steps of labeling, each done by really doing it: the tour only watches the session. A deed counts whenever
 * it is done, so that nobody is asked for what they did a moment ago.
 */
export class Tour {
  readonly state: StoreApi<TourState> = createStore<TourState>(() => ({ step: 'look', done: new Set() }));
  readonly #session: EditorSession;
  readonly #stops: readonly (() => void)[];

  constructor(session: EditorSession) {
    this.#session = session;
    this.#stops = [
      session.document.subscribe((change) => this.#onEdit(change)),
      session.state.subscribe((state, before) => this.#onState(state, before)),
    ];
  }

  /** The person turned, moved or zoomed a view, or had one go elsewhere. */
  navigated(): void {
    this.#did('look');
  }

  /** To the step before, to read it again. */
  back(): void {
    const { step } = this.state.getState();
    const at = step === 'finished' ? TOUR_STEPS.length : TOUR_STEPS.indexOf(step);
    const before = TOUR_STEPS[at - 1];
    if (before !== undefined) this.state.setState({ step: before });
  }

  /** On to the next step, whether this one was done or not. */
  skip(): void {
    const { step } = this.state.getState();
    if (step !== 'finished')
      this.state.setState({ step: TOUR_STEPS[TOUR_STEPS.indexOf(step) + 1] ?? 'finished' });
  }

  dispose(): void {
    for (const stop of this.#stops) stop();
  }

  #onEdit({ cause }: DocumentChange): void {
    if (cause !== 'commit') return;
    const label = this.#session.document.history.next('undo')?.label;
    if (label === 'create') this.#did('draw');
    else if (label !== undefined && ADJUSTING.has(label)) this.#did('adjust');
  }

  #onState(state: EditorState, before: EditorState): void {
    const isOnImage = this.#session.tools.focus.view?.kind === 'image';
    if (isOnImage && state.hovered !== undefined && state.hovered !== before.hovered) this.#did('check');
    // By keyboard: the images at large, or close to the object.
    if (state.imageStage !== before.imageStage && state.imageStage.kind !== 'scene') this.#did('check');
    if (state.zoomedTrack !== before.zoomedTrack && state.zoomedTrack !== undefined) this.#did('check');
    if (state.frameId !== before.frameId) this.#did('next');
  }

  /** A step that is done again moves on too: the person went back to it for that. */
  #did(deed: TourStep): void {
    const { step, done } = this.state.getState();
    if (deed !== step && done.has(deed)) return;
    const after = new Set([...done, deed]);
    this.state.setState({ done: after, step: deed === step ? nextOpen(step, after) : step });
  }
}

/** The first step after this one that is not done yet. */
function nextOpen(step: TourStep, done: ReadonlySet<TourStep>): TourState['step'] {
  return TOUR_STEPS.slice(TOUR_STEPS.indexOf(step) + 1).find((later) => !done.has(later)) ?? 'finished';
}
