import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import type { NearPoints } from '#shared/pointcloud/pointsNear.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';

/** Points about a cuboid in one frame. */
export interface Crop extends NearPoints {
  /** What the positions are given from; label frame, metres. */
  readonly origin: Vec3;
}

export interface CropSource {
  /** Has the frame's cloud loaded while `work` asks about it. Rejects when aborted. */
  withCloud<T>(frameId: FrameId, work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  pointsNear(
    frameId: FrameId,
    cuboid: Cuboid,
    marginMetres: number,
    most: number,
  ): Promise<NearPoints | undefined>;
}

/** Round the cuboid there is room for its neighbours, and for moving it. */
const MARGIN_METRES = 3;
/** More cannot be told apart in a cell. */
const MOST_POINTS = 6000;
/** A cuboid that has gone farther (metres) is at another place. */
const FARTHEST = 1.5;
const MOST_CROPS = 64;

/** Points about an object in many frames, cut out of one cloud after the other: no cloud stays for it. */
export class CropStore {
  readonly #source: CropSource;
  readonly #onCrop: (frameId: FrameId) => void;
  readonly #crops = new Map<FrameId, Crop>();
  #wanted = new Map<FrameId, Cuboid>();
  #running: { readonly frameId: FrameId; readonly abort: AbortController } | undefined;

  /** @param onCrop is told when a frame's crop has come */
  constructor(source: CropSource, onCrop: (frameId: FrameId) => void) {
    this.#source = source;
    this.#onCrop = onCrop;
  }

  get(frameId: FrameId): Crop | undefined {
    return this.#crops.get(frameId);
  }

  /** What is shown, the most urgent first; replaces the last wish. */
  want(cuboids: ReadonlyMap<FrameId, Cuboid>): void {
    this.#wanted = new Map(cuboids);
    if (this.#running !== undefined && !cuboids.has(this.#running.frameId)) this.#running.abort.abort();
    if (this.#running === undefined) void this.#next();
  }

  /** Forgets everything, and wants nothing any more. */
  clear(): void {
    this.#wanted = new Map();
    this.#running?.abort.abort();
    this.#crops.clear();
  }

  async #next(): Promise<void> {
    for (;;) {
      const next = [...this.#wanted].find(([frameId, cuboid]) => !this.#isAtHand(frameId, cuboid));
      if (next === undefined) return;
      const [frameId, cuboid] = next;
      const abort = new AbortController();
      this.#running = { frameId, abort };
      const points = await this.#source
        .withCloud(
          frameId,
          () => this.#source.pointsNear(frameId, cuboid, MARGIN_METRES, MOST_POINTS),
          abort.signal,
        )
        .catch(() => undefined);
      this.#running = undefined;
      if (abort.signal.aborted) continue;
      // A cloud that cannot be had is asked for again once the frame is wanted anew.
      if (points === undefined) this.#wanted.delete(frameId);
      else this.#put(frameId, { ...points, origin: cuboid.centre });
    }
  }

  #put(frameId: FrameId, crop: Crop): void {
    this.#crops.delete(frameId);
    this.#crops.set(frameId, crop);
    const [oldest] = this.#crops.keys();
    if (this.#crops.size > MOST_CROPS && oldest !== undefined) this.#crops.delete(oldest);
    this.#onCrop(frameId);
  }

  #isAtHand(frameId: FrameId, { centre }: Cuboid): boolean {
    const crop = this.#crops.get(frameId);
    return crop !== undefined && distance(crop.origin, centre) <= FARTHEST;
  }
}
