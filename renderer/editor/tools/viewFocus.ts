import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ToolView } from './view.ts';

/** A pointer that comes back within this time, milliseconds, has not left. */
const OUTSIDE_MS = 300;

export interface FocusedView {
  /** Undefined until a view was pointed at. */
  readonly viewId: string | undefined;
}

/** Which view the keys act in: the one under the pointer; the one clicked last once the pointer has left them all. */
export class ViewFocus {
  /** Changes when another view has the keys, not when the pointer moves within one. */
  readonly store: StoreApi<FocusedView> = createStore<FocusedView>(() => ({ viewId: undefined }));
  #view: ToolView | undefined;
  #clicked: ToolView | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  get view(): ToolView | undefined {
    return this.#view;
  }

  over(view: ToolView): void {
    this.#stay();
    this.#set(view);
  }

  click(view: ToolView): void {
    this.#clicked = view;
    this.over(view);
  }

  leave(): void {
    this.#stay();
    this.#leaving = setTimeout(() => this.#set(this.#clicked ?? this.#view), OUTSIDE_MS);
  }

  dispose(): void {
    this.#stay();
  }

  #stay(): void {
    clearTimeout(this.#leaving);
  }

  #set(view: ToolView | undefined): void {
    this.#view = view;
    if (this.store.getState().viewId !== view?.id) this.store.setState({ viewId: view?.id });
  }
}
