import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import { clickTolerance } from './clickedPlace.ts';
import type { ToolContext } from './toolContext.ts';
import type { FoundPoint, PointerInput, ToolView } from './view.ts';

export interface LinkedPoint extends FoundPoint {
  /** Of the view that the pointer is over. */
  readonly viewId: string;
}

/**
 * The lidar point under the pointer, for every view to mark: the same thing in the cloud and in the images. While it is
 * off a moving pointer costs nothing; it is on while images show their points, since only then a person can tell which
 * pixel has one.
 */
export class PointLink {
  /** Changes with the pointer: for views to listen to, not for React. */
  readonly store: StoreApi<LinkedPoint | undefined> = createStore<LinkedPoint | undefined>(() => undefined);
  readonly #context: Pick<ToolContext, 'queries' | 'edits'>;
  #isOn = false;
  /** Where the pointer is in a view of the cloud; looked up one at a time, the newest next. */
  #wanted: PointerInput | undefined;
  #isLooking = false;
  /** What was asked for before the pointer went elsewhere comes too late. */
  #epoch = 0;

  constructor(context: Pick<ToolContext, 'queries' | 'edits'>) {
    this.#context = context;
  }

  set isOn(isOn: boolean) {
    this.#isOn = isOn;
    if (!isOn) this.clear();
  }

  /** The pointer is here and no button is held. */
  over(input: PointerInput): void {
    if (!this.#isOn) return;
    if (input.view.kind === 'image') {
      this.#forget();
      this.#show(input.view, input.view.pointAt?.(input.position));
      return;
    }
    this.#wanted = input;
    if (!this.#isLooking) void this.#look();
  }

  /** The pointer is over no view, or holds something. */
  clear(): void {
    this.#forget();
    if (this.store.getState() !== undefined) this.store.setState(undefined, true);
  }

  /** Whatever is being looked up is not wanted any more. */
  #forget(): void {
    this.#wanted = undefined;
    this.#epoch += 1;
  }

  /** A worker knows the points, so they come a moment after the pointer. */
  async #look(): Promise<void> {
    this.#isLooking = true;
    for (let input = this.#wanted; input !== undefined; input = this.#wanted) {
      this.#wanted = undefined;
      const epoch = this.#epoch;
      const found = await this.#pointAt(input.view, input.position);
      if (epoch === this.#epoch) this.#show(input.view, found);
    }
    this.#isLooking = false;
  }

  async #pointAt(view: ToolView, position: Pixel): Promise<FoundPoint | undefined> {
    const { queries, edits } = this.#context;
    const { frameId } = edits;
    const ray = view.rayAt(position);
    if (frameId === undefined || ray === undefined) return undefined;
    const picked = await queries
      .pickPoint(frameId, ray, clickTolerance(view, position, ray))
      .catch(() => undefined);
    return picked && { index: picked.index, position: picked.position };
  }

  #show(view: ToolView, found: FoundPoint | undefined): void {
    const shown = this.store.getState();
    if (shown?.index === found?.index && (found === undefined || shown?.viewId === view.id)) return;
    this.store.setState(found && { ...found, viewId: view.id }, true);
  }
}
