import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { clickTolerance } from './clickedPlace.ts';
import { groundHit } from './groundHit.ts';
import type { ToolContext } from './toolContext.ts';
import type { PointerInput, ToolView } from './view.ts';

/** A place in the cloud that was pointed at; label frame, metres. */
export interface FoundPlace {
  readonly at: Vec3;
  /** A point of the cloud, not just of the ground. */
  readonly isPoint: boolean;
}

/**
 * The place in the cloud under the pointer: the nearest lidar point, else the ground. A worker knows the points, so places
 * come a moment after the pointer: looked up one at a time, the newest next.
 */
export class PlaceFinder {
  readonly #context: Pick<ToolContext, 'queries' | 'edits'>;
  readonly #onOver: (input: PointerInput, place: FoundPlace | undefined) => void;
  #wanted: PointerInput | undefined;
  #isLooking = false;
  #isOver = false;
  /** What was asked for before everything was forgotten comes too late. */
  #epoch = 0;

  /** @param onOver what the pointer is over by now, where no button is held */
  constructor(
    context: Pick<ToolContext, 'queries' | 'edits'>,
    onOver: (input: PointerInput, place: FoundPlace | undefined) => void,
  ) {
    this.#context = context;
    this.#onOver = onOver;
  }

  /** The pointer moved here. */
  over(input: PointerInput): void {
    this.#isOver = true;
    this.#wanted = input;
    if (!this.#isLooking) void this.#look();
  }

  /** The pointer is over no view any more. */
  leave(): void {
    this.#wanted = undefined;
    this.#isOver = false;
  }

  /** Whatever is being looked up is wanted no more; what {@link find} still answers is undefined. */
  forget(): void {
    this.#wanted = undefined;
    this.#epoch += 1;
  }

  /** Undefined also where it comes too late. */
  async find(view: ToolView, position: Pixel): Promise<FoundPlace | undefined> {
    const epoch = this.#epoch;
    const place = await this.#placeAt(view, position);
    return epoch === this.#epoch ? place : undefined;
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    for (let input = this.#wanted; input !== undefined; input = this.#wanted) {
      this.#wanted = undefined;
      const epoch = this.#epoch;
      const place = await this.#placeAt(input.view, input.position);
      if (epoch === this.#epoch && this.#isOver) this.#onOver(input, place);
    }
    this.#isLooking = false;
  }

  async #placeAt(view: ToolView, position: Pixel): Promise<FoundPlace | undefined> {
    const { queries, edits } = this.#context;
    const { frameId } = edits;
    const ray = view.rayAt(position);
    if (frameId === undefined || ray === undefined) return undefined;
    const point = await queries
      .pickPoint(frameId, ray, clickTolerance(view, position, ray))
      .catch(() => undefined);
    if (point !== undefined) return { at: point.position, isPoint: true };
    const at = groundHit(ray, (x, y) => queries.groundHeight(x, y));
    return at && { at, isPoint: false };
  }
}
