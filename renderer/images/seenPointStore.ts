import type { CameraView } from '#shared/camera/cameraView.ts';
import type { ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import type { CameraPoints } from '#renderer/workers/protocol.ts';

/** Whose points, seen by whom. */
export interface SeenPointsRequest {
  readonly frameId: string;
  readonly camera: CameraView;
  /** Others are left out; undefined: none is. */
  readonly shown: ShownPoints | undefined;
}

/** About two million points. */
const DEFAULT_BUDGET_BYTES = 64 * 2 ** 20;

interface Running {
  readonly promise: Promise<CameraPoints | undefined>;
  readonly abort: AbortController;
  waiting: number;
}

/**
 * What cameras see of clouds: asked of the worker once for all panels that show the same image, kept until the budget is
 * passed, least recently wanted first. What nobody waits for any more is not finished.
 */
export class SeenPointStore {
  readonly #clouds: Pick<CloudService, 'projectPoints'>;
  readonly #budgetBytes: number;
  readonly #held = new Map<string, CameraPoints>();
  readonly #running = new Map<string, Running>();
  #bytes = 0;

  constructor(clouds: Pick<CloudService, 'projectPoints'>, budgetBytes = DEFAULT_BUDGET_BYTES) {
    this.#clouds = clouds;
    this.#budgetBytes = budgetBytes;
  }

  get bytesHeld(): number {
    return this.#bytes;
  }

  /** Undefined where the frame's cloud is not loaded. Rejects with the signal's reason when aborted. */
  async load(request: SeenPointsRequest, signal: AbortSignal): Promise<CameraPoints | undefined> {
    signal.throwIfAborted();
    const key = keyOf(request);
    const held = this.#held.get(key);
    if (held !== undefined) {
      this.#held.delete(key);
      this.#held.set(key, held);
      return held;
    }
    const running = this.#running.get(key) ?? this.#start(key, request);
    running.waiting += 1;
    const leave = (): void => {
      running.waiting -= 1;
      if (running.waiting > 0) return;
      // Whoever comes next must not wait for what is given up here.
      if (this.#running.get(key) === running) this.#running.delete(key);
      running.abort.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      const seen = await running.promise;
      signal.throwIfAborted();
      return seen;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #start(key: string, { frameId, camera, shown }: SeenPointsRequest): Running {
    const abort = new AbortController();
    const { model, cameraFromLabel, width, height } = camera;
    const data = { intrinsics: model.intrinsics, cameraFromLabel, width, height };
    const promise = this.#clouds.projectPoints(frameId, data, shown, abort.signal).then((seen) => {
      if (seen !== undefined && !abort.signal.aborted) this.#put(key, seen);
      return seen;
    });
    const running: Running = { promise, abort, waiting: 0 };
    this.#running.set(key, running);
    const end = (): void => {
      if (this.#running.get(key) === running) this.#running.delete(key);
    };
    promise.then(end, end);
    return running;
  }

  #put(key: string, seen: CameraPoints): void {
    // A file that could not be read is asked for again when its frame is visited again.
    if (seen.count === 0) return;
    this.#held.set(key, seen);
    this.#bytes += bytesOf(seen);
    for (const [oldest, points] of this.#held) {
      if (this.#bytes <= this.#budgetBytes || oldest === key) return;
      this.#held.delete(oldest);
      this.#bytes -= bytesOf(points);
    }
  }
}

function keyOf({ frameId, camera, shown }: SeenPointsRequest): string {
  const { model, cameraFromLabel, width, height } = camera;
  return JSON.stringify([frameId, model.intrinsics, cameraFromLabel, width, height, shown]);
}

function bytesOf({ indices, pixels, ranges, positions, tones }: CameraPoints): number {
  const columns = [indices, pixels, ranges, positions, ...Object.values(tones)];
  return columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
