import type { Cuboid, CuboidFace } from '#shared/geometry/cuboid.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { ClassPrior } from '#shared/pointcloud/fit/classPrior.ts';
import type { FitFound, NoFit } from '#shared/pointcloud/fit/fitAt.ts';
import type { CuboidFit } from '#shared/pointcloud/fitCuboid.ts';
import { groundHeightAt } from '#shared/pointcloud/ground.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { PickedPoint, PickTolerance } from '#shared/pointcloud/pickPoint.ts';
import type { NearPoints } from '#shared/pointcloud/pointsNear.ts';
import type { PointOwners } from '#shared/pointcloud/pointOwners.ts';
import { emptyCloud } from './emptyCloud.ts';
import { HeldFrames, type HeldFrame, type HoldLimits } from './heldFrames.ts';
import type {
  CameraData,
  CameraPoints,
  FitQuery,
  PlaceQuery,
  LoadedCloud,
  LoadRequest,
  PaintSource,
  WorkerCalls,
  WorkerMethod,
} from './protocol.ts';
import type { PointsAnswer, PointsQuery } from './qualityProtocol.ts';
import { WorkerLostError, type WorkerPort } from './workerClient.ts';
import { WorkerPool } from './workerPool.ts';

export interface CloudServiceOptions {
  createWorker(): WorkerPort;
  /** Which files a frame's cloud is made of. */
  requestOf(frameId: string): LoadRequest;
  limits?: HoldLimits;
  /** A worker died; its clouds come back by themselves. */
  onWorkerLost?(): void;
}

/** Five frames: the one on screen, three prefetched, and the one before. */
const DEFAULT_LIMITS: HoldLimits = { bytes: 512 * 2 ** 20, frames: 5 };
/** A browser opens six connections to one host; images and calls need some of them. */
const MOST_PREFETCHES = 3;
/** A worker that dies twice over one cloud would die a third time. */
const ATTEMPTS = 2;

/** The clouds of a sequence: loads and keeps them in workers, and answers questions about them. */
export class CloudService {
  readonly #options: CloudServiceOptions;
  readonly #limits: HoldLimits;
  readonly #pool: WorkerPool;
  readonly #frames = new HeldFrames();
  #current: HeldFrame | undefined;
  /** The one before, which stays on screen until everything else about the current one is there. */
  #before: HeldFrame | undefined;
  #wished: readonly string[] = [];
  #shown: ShownPoints | undefined;

  constructor(options: CloudServiceOptions) {
    this.#options = options;
    this.#limits = options.limits ?? DEFAULT_LIMITS;
    this.#pool = new WorkerPool(
      () => options.createWorker(),
      (slot) => this.#recover(slot),
    );
  }

  /**
   * Loads the cloud that is to be on screen; from then on it is the one that {@link groundHeight} speaks of, and it is
   * never let go. What is wrong with its files is in `problems`, beside an empty cloud. Rejects only when aborted.
   */
  async load(frameId: string, signal?: AbortSignal): Promise<LoadedCloud> {
    signal?.throwIfAborted();
    const held = this.#frames.get(frameId);
    // A file that was missing or broken may have been put right since; it is asked for again when it is visited again.
    if (held !== undefined && hasFailed(held)) {
      // It never came on screen: what is there is still the one before.
      if (held === this.#current) this.#current = this.#before;
      this.#letGo(held);
    }
    const frame = this.#frames.get(frameId) ?? this.#start(frameId);
    const cloud = await this.#wait(frame, signal);
    if (frame !== this.#current) this.#before = this.#current;
    this.#current = frame;
    this.#frames.touch(frame);
    this.#respectLimits();
    return cloud;
  }

  /**
   * Loads a cloud for the time of some work, so that questions about it are answered; what is on screen stays there. The
   * cloud of files that cannot be read is empty. Rejects when aborted, or as the work does.
   */
  async withCloud<T>(frameId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const frame = this.#frames.get(frameId) ?? this.#start(frameId);
    frame.waiting += 1;
    try {
      await abortable(frame.loaded, signal);
      this.#frames.touch(frame);
      return await work();
    } finally {
      frame.waiting -= 1;
      this.#abortIfUnwanted(frame);
      this.#respectLimits();
    }
  }

  /** Frames that will probably be wanted next, most likely first; replaces the last wish and aborts what it drops. */
  prefetch(frameIds: readonly string[]): void {
    const room = Math.floor(this.#limits.bytes / Math.max(1, this.#current?.bytes ?? 0)) - 1;
    this.#wished = frameIds.slice(0, Math.max(0, Math.min(MOST_PREFETCHES, room)));
    for (const frame of this.#frames.all()) this.#abortIfUnwanted(frame);
    for (const frameId of this.#wished) if (this.#frames.get(frameId) === undefined) this.#start(frameId);
  }

  /** Lidar points inside each cuboid, faces included; undefined when that cloud is not loaded. */
  countPoints(frameId: string, cuboids: readonly Cuboid[]): Promise<readonly number[] | undefined> {
    return this.#ask(frameId, 'count', { frameId, cuboids });
  }

  /** At most so many points of a cloud, spread over it, packed to be drawn; undefined when that cloud is not loaded. */
  thinned(frameId: string, most: number): Promise<WorkerCalls['thin']['output']> {
    return this.#ask(frameId, 'thin', { frameId, most });
  }

  /** Which points lie in which of the cuboids; undefined when that cloud is not loaded. */
  pointOwners(frameId: string, cuboids: readonly Cuboid[]): Promise<PointOwners | undefined> {
    return this.#ask(frameId, 'owners', { frameId, cuboids });
  }

  /** Fits a cuboid to the points over a ground rectangle; undefined when that cloud is not loaded. */
  fitCuboid(frameId: string, query: FitQuery): Promise<CuboidFit | undefined> {
    return this.#ask(frameId, 'fit', { frameId, query });
  }

  /** The object at a place as a cuboid, or why there is none; undefined when that cloud is not loaded. */
  fitAt(frameId: string, query: PlaceQuery): Promise<FitFound | NoFit | undefined> {
    return this.#ask(frameId, 'fitAt', { frameId, query });
  }

  /** The points that a face of a cuboid meets when it is pushed; undefined when that cloud is not loaded. */
  places(frameId: string, prior: ClassPrior, known: readonly Cuboid[]): Promise<readonly Vec3[] | undefined> {
    return this.#ask(frameId, 'places', { frameId, prior, known });
  }

  faceSection(
    frameId: string,
    cuboid: Cuboid,
    { axis, sign }: Pick<CuboidFace, 'axis' | 'sign'>,
  ): Promise<FaceSection | undefined> {
    return this.#ask(frameId, 'section', { frameId, cuboid, face: { axis, sign } });
  }

  /** Points about a cuboid, at most so many; undefined when that cloud is not loaded. */
  pointsNear(
    frameId: string,
    cuboid: Cuboid,
    marginMetres: number,
    most: number,
  ): Promise<NearPoints | undefined> {
    return this.#ask(frameId, 'near', { frameId, cuboid, marginMetres, most });
  }

  /** What the rules of labels find in a frame with its cloud; undefined when that is not loaded. */
  checkPoints(query: PointsQuery): Promise<PointsAnswer> {
    return this.#ask(query.frameId, 'quality', query);
  }

  /** Other points are not on screen, so that {@link pickPoint} passes them by; undefined: all are. */
  showPoints(shown: ShownPoints | undefined): void {
    this.#shown = shown;
  }

  /** The point nearest to the viewer among those on screen and close to the ray; undefined when there is none. */
  async pickPoint(frameId: string, ray: Ray, tolerance: PickTolerance): Promise<PickedPoint | undefined> {
    return (await this.#ask(frameId, 'pick', { frameId, ray, tolerance, shown: this.#shown }))?.picked;
  }

  /** What a camera sees of the points on screen; undefined when that cloud is not loaded. Rejects when aborted. */
  projectPoints(
    frameId: string,
    camera: CameraData,
    shown: ShownPoints | undefined,
    signal: AbortSignal,
  ): Promise<CameraPoints | undefined> {
    return this.#ask(frameId, 'project', { frameId, camera, shown }, signal);
  }

  /**
   * The colours of all points in the frame's images, four bytes each in the order of the pack; undefined when that cloud
   * is not loaded. Rejects when aborted.
   */
  async paintPoints(
    frameId: string,
    sources: readonly PaintSource[],
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { headers } = this.#options.requestOf(frameId);
    return (await this.#ask(frameId, 'paint', { frameId, sources, headers }, signal))?.colors;
  }

  /** Where the reference lidar stands in the frame loaded last, label frame; undefined before the first. */
  get sensor(): Vec3 | undefined {
    return this.#current?.cloud?.sensor;
  }

  /** Label-frame z of the ground at x, y of the frame loaded last; 0 before the first. */
  groundHeight(x: number, y: number): number {
    const ground = this.#current?.cloud?.ground;
    return ground === undefined ? 0 : groundHeightAt(ground, x, y);
  }

  /** Bytes that each worker holds. */
  workerBytes(): readonly number[] {
    return this.#pool.bytes();
  }

  dispose(): void {
    this.#wished = [];
    for (const frame of this.#frames.all()) frame.abort.abort();
    this.#pool.terminate();
  }

  #start(frameId: string): HeldFrame {
    const abort = new AbortController();
    const frame: HeldFrame = {
      frameId,
      slot: this.#freeSlot(),
      abort,
      loaded: Promise.resolve().then(() => this.#fetch(frame)),
      cloud: undefined,
      bytes: 0,
      waiting: 0,
    };
    this.#frames.add(frame);
    // Nobody may be waiting for a prefetch: its abort is not an error that went unhandled.
    frame.loaded.catch(() => this.#frames.remove(frame));
    return frame;
  }

  async #fetch(frame: HeldFrame): Promise<LoadedCloud> {
    const { cloud, bytes } = await this.#callLoad(frame);
    frame.cloud = cloud;
    frame.bytes = bytes;
    this.#respectLimits();
    return cloud;
  }

  async #callLoad(frame: HeldFrame): Promise<{ cloud: LoadedCloud; bytes: number }> {
    const request = this.#options.requestOf(frame.frameId);
    let failure: unknown;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        const answer = await this.#pool.client(frame.slot).call('load', request, frame.abort.signal);
        this.#pool.setBytes(frame.slot, answer.workerBytes);
        return { cloud: answer.cloud, bytes: answer.frameBytes + answer.cloud.pack.data.buffer.byteLength };
      } catch (error) {
        frame.abort.signal.throwIfAborted();
        failure = error;
        if (!(error instanceof WorkerLostError)) break;
      }
    }
    const reason = failure instanceof Error ? failure.message : String(failure);
    const path = request.sweeps[0]?.path;
    return {
      cloud: emptyCloud({ code: 'cloud.corrupt', severity: 'error', path, params: { reason } }),
      bytes: 0,
    };
  }

  async #wait(frame: HeldFrame, signal: AbortSignal | undefined): Promise<LoadedCloud> {
    frame.waiting += 1;
    try {
      return await abortable(frame.loaded, signal);
    } finally {
      frame.waiting -= 1;
      this.#abortIfUnwanted(frame);
    }
  }

  #abortIfUnwanted(frame: HeldFrame): void {
    if (frame.cloud !== undefined || frame.waiting > 0 || this.#wished.includes(frame.frameId)) return;
    if (frame.frameId === this.#current?.frameId) return;
    this.#frames.remove(frame);
    frame.abort.abort();
    // The worker may have been done before it heard of that: it must not hold what nobody knows of any more.
    this.#drop(frame, undefined);
  }

  /** Never the worker that must answer questions about the frame on screen. */
  #freeSlot(): number {
    return this.#current === undefined ? 0 : (this.#current.slot + 1) % WorkerPool.SIZE;
  }

  #respectLimits(): void {
    for (const frame of this.#frames.excess(this.#limits, this.#current?.frameId, this.#wished)) {
      if (frame.waiting === 0) this.#letGo(frame);
    }
  }

  #letGo(frame: HeldFrame): void {
    this.#frames.remove(frame);
    // The worker packs a later cloud into the buffer, unless the scene may yet have to upload this one.
    this.#drop(frame, frame === this.#before ? undefined : frame.cloud?.pack.data.buffer);
  }

  #drop({ slot, frameId }: HeldFrame, packed: ArrayBuffer | undefined): void {
    const dropped = this.#pool
      .client(slot)
      .call('drop', { frameId, packed }, undefined, packed === undefined ? [] : [packed]);
    dropped.then(
      ({ workerBytes }) => this.#pool.setBytes(slot, workerBytes),
      // A worker that died holds nothing either.
      () => undefined,
    );
  }

  async #ask<M extends Exclude<WorkerMethod, 'load' | 'drop'>>(
    frameId: string,
    method: M,
    input: WorkerCalls[M]['input'],
    signal?: AbortSignal,
  ): Promise<WorkerCalls[M]['output'] | undefined> {
    const frame = this.#frames.get(frameId);
    if (frame?.cloud === undefined) return undefined;
    try {
      return await this.#pool.client(frame.slot).call(method, input, signal);
    } catch (error) {
      if (error instanceof WorkerLostError) return undefined;
      throw error;
    }
  }

  /** What is on screen stays there: the page has its own copy. Only the index for questions is loaded again. */
  #recover(slot: number): void {
    for (const frame of this.#frames.all()) {
      if (frame.slot === slot && frame.cloud !== undefined) this.#frames.remove(frame);
    }
    const current = this.#current;
    if (current !== undefined && this.#frames.get(current.frameId) === undefined) {
      const again = this.#start(current.frameId);
      again.loaded.then(
        () => {
          if (this.#current === current) this.#current = again;
        },
        // Aborted: something else is on screen by now.
        () => undefined,
      );
    }
    this.#options.onWorkerLost?.();
  }
}

function hasFailed({ cloud }: HeldFrame): boolean {
  return cloud !== undefined && cloud.problems.some(({ severity }) => severity === 'error');
}

/** The promise, or a rejection with the signal's reason as soon as that aborts. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
