import type { TrackId } from '#renderer/editor/document/records.ts';
import { keyframeRoom, lifeAfterMove, type KeyframeMove } from '#renderer/editor/edits/keyframeMove.ts';
import type { TrackLives } from '#renderer/editor/session/trackLives.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import type { HeldKeyframe } from './lanePainter.ts';
import { keyframeNear } from './lifeShapes.ts';
import type { TimelineView } from './timelineView.ts';

/** Half of what can be grasped of a keyframe, CSS pixels. */
const REACH = 12;
/** A press that moves less is a click, CSS pixels. */
const CLICK = 4;

export interface KeyframeDragOptions {
  readonly grid: HTMLElement;
  /** Over the lives, from the first frame in sight on. */
  readonly lanes: HTMLElement;
  readonly view: TimelineView;
  readonly lives: TrackLives;
  /** Of the row under the pointer. */
  trackAt(target: EventTarget | null): TrackId | undefined;
  isStatic(trackId: TrackId): boolean;
  /** If not, it has said why. */
  mayMove(trackId: TrackId): boolean;
  /** Draws the keyframe as the one that is held, undefined: none. */
  hold(held: HeldKeyframe | undefined): void;
  /** Resolves when it is where it was moved to, or has stayed. */
  move(trackId: TrackId, move: KeyframeMove): Promise<void>;
}

interface Grip {
  readonly trackId: TrackId;
  readonly index: number;
}

type Phase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'over'; readonly grip: Grip }
  /** `at`: where the pointer was pressed, in frames from the first one's left edge, and in pixels. */
  | { readonly kind: 'pressed'; readonly grip: Grip; readonly at: number; readonly x: number }
  | { readonly kind: 'dragged'; readonly grip: Grip; readonly at: number; readonly to: number }
  /** Let go; the labels of its frames may have to come first. */
  | { readonly kind: 'landing'; readonly grip: Grip };

/**
 * Keyframes that are dragged along their rows. Until one is let go nothing but the drawing changes, so Escape leaves no
 * trace; it stops beside what is set or confirmed.
 */
export class KeyframeDrag {
  readonly #options: KeyframeDragOptions;
  readonly #listening = new AbortController();
  #phase: Phase = { kind: 'idle' };
  #hasDragged = false;

  constructor(options: KeyframeDragOptions) {
    this.#options = options;
    const { grid } = options;
    const { signal } = this.#listening;
    grid.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    grid.addEventListener('pointermove', (event) => this.#move(event), { signal });
    grid.addEventListener('pointerup', () => this.#release(), { signal });
    grid.addEventListener('pointercancel', () => this.cancel(), { signal });
    grid.addEventListener('pointerleave', () => this.#phase.kind === 'over' && this.cancel(), { signal });
    window.addEventListener('blur', () => this.cancel(), { signal });
    // Before the editor, which would take Escape for itself.
    window.addEventListener('keydown', (event) => this.#escape(event), { signal, capture: true });
  }

  /** Was the last press a drag? The click that comes with its end means nothing. */
  get hasDragged(): boolean {
    return this.#hasDragged;
  }

  /** All is as it was before the press. */
  cancel(): void {
    if (this.#phase.kind !== 'landing') this.#rest();
  }

  dispose(): void {
    this.#listening.abort();
    this.#rest();
  }

  #press(event: PointerEvent): void {
    this.#hasDragged = false;
    if (this.#phase.kind === 'landing') return;
    const grip = event.button === 0 ? this.#gripAt(event) : undefined;
    if (grip === undefined) return;
    const x = this.#xOf(event);
    this.#phase = { kind: 'pressed', grip, at: this.#timeOf(x), x };
  }

  #move(event: PointerEvent): void {
    const phase = this.#phase;
    if (phase.kind === 'landing') return;
    if (phase.kind === 'idle' || phase.kind === 'over') return this.#hover(event);
    const { view, grid, mayMove } = this.#options;
    const x = this.#xOf(event);
    if (phase.kind === 'pressed') {
      if (Math.abs(x - phase.x) < CLICK) return;
      this.#hasDragged = true;
      if (!mayMove(phase.grip.trackId)) return this.#rest();
      grid.setPointerCapture(event.pointerId);
    }
    const { grip, at } = phase;
    const life = this.#options.lives.of(grip.trackId);
    const room = keyframeRoom(life, grip.index, view.total);
    // Somebody else has changed it meanwhile.
    if (room === undefined) return this.#rest();
    const wanted = Math.round(grip.index + this.#timeOf(x) - at);
    const to = Math.min(room.to, Math.max(room.from, wanted));
    this.#phase = { kind: 'dragged', grip, at, to };
    grid.dataset['grip'] = wanted === to ? 'held' : 'blocked';
    const { trackId, index } = grip;
    const shown = lifeAfterMove(life, { from: index, to }, this.#options.isStatic(trackId));
    this.#options.hold({ trackId, index: to, life: shown, from: index });
    view.point(to);
  }

  #hover(event: PointerEvent): void {
    const grip = event.buttons === 0 ? this.#gripAt(event) : undefined;
    if (grip === undefined) {
      if (this.#phase.kind === 'over') this.#rest();
      return;
    }
    this.#phase = { kind: 'over', grip };
    this.#options.grid.dataset['grip'] = 'near';
    this.#options.hold(grip);
  }

  #release(): void {
    const phase = this.#phase;
    if (phase.kind === 'pressed') this.#rest();
    if (phase.kind !== 'dragged') return;
    const { grip, to } = phase;
    if (to === grip.index) return this.#rest();
    this.#phase = { kind: 'landing', grip };
    void this.#options.move(grip.trackId, { from: grip.index, to }).finally(() => this.#rest());
  }

  #escape(event: KeyboardEvent): void {
    const { kind } = this.#phase;
    if (event.key !== 'Escape' || (kind !== 'pressed' && kind !== 'dragged')) return;
    event.preventDefault();
    event.stopPropagation();
    // Let go after that, it is no click either.
    this.#hasDragged = true;
    this.#rest();
  }

  #rest(): void {
    const { grid, view, hold } = this.#options;
    const { kind } = this.#phase;
    this.#phase = { kind: 'idle' };
    delete grid.dataset['grip'];
    if (kind !== 'idle') hold(undefined);
    if (kind === 'dragged' || kind === 'landing') view.point(undefined);
  }

  #gripAt(event: PointerEvent): Grip | undefined {
    const { view, lives, trackAt } = this.#options;
    const trackId = trackAt(event.target);
    const x = this.#xOf(event);
    if (trackId === undefined || x < 0) return undefined;
    const index = keyframeNear(lives.of(trackId), this.#timeOf(x) - 0.5, REACH / view.window.perFrame);
    return index === undefined ? undefined : { trackId, index };
  }

  #xOf(event: PointerEvent): number {
    return positionIn(this.#options.lanes, event)[0];
  }

  #timeOf(x: number): number {
    const { first, perFrame } = this.#options.view.window;
    return first + x / perFrame;
  }
}
