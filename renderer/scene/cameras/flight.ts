import { mixCameras, type ViewCamera } from './viewCamera.ts';

const FLIGHT_MS = 220;

/** A move from one camera to another over time, interruptible at any moment by not asking for the next step. */
export class Flight {
  readonly #from: ViewCamera;
  readonly #to: ViewCamera;
  readonly #startedAt: number;

  /** `now`: milliseconds on any clock, the same that {@link cameraAt} is asked with. */
  constructor(from: ViewCamera, to: ViewCamera, now: number) {
    this.#from = from;
    this.#to = to;
    this.#startedAt = now;
  }

  isOver(now: number): boolean {
    return now - this.#startedAt >= FLIGHT_MS;
  }

  /** Fast at first, gently arriving (cubic ease-out). */
  cameraAt(now: number): ViewCamera {
    if (this.isOver(now)) return this.#to;
    const left = 1 - Math.max(0, (now - this.#startedAt) / FLIGHT_MS);
    return mixCameras(this.#from, this.#to, 1 - left ** 3);
  }
}
