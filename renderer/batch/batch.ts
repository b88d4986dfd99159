import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { cuboidContains, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { CuboidRecord, FrameId, TrackId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { ImageSize, ImageStore } from '#renderer/images/imageStore.ts';
import { fitInPlace } from '#renderer/editor/edits/fitInPlace.ts';
import type { CloudQueries } from '#renderer/editor/ports.ts';
import { CropStore, type CropSource } from './cropStore.ts';
import { FitDeltas, type WantedDelta } from './fitDeltas.ts';
import { bestImageOf, type BestImage } from './imageCell.ts';
import { ImageCrops, type WantedCrop } from './imageCrops.ts';

export interface BatchOptions {
  readonly session: EditorSession;
  readonly sequence: Sequence;
  readonly images: Pick<ImageStore, 'load' | 'sizeOf'>;
  readonly clouds: CropSource & Pick<CloudQueries, 'fitAt'>;
}

/** What is known of points inside a cuboid. */
export interface InsideCount {
  readonly points: number;
  /** Counted among every second, third … point. */
  readonly isEstimate: boolean;
}

/** One object in a window of frames side by side: brings what its cells show, the frame on screen first. */
export class Batch {
  readonly crops: CropStore;
  readonly imageCrops: ImageCrops;
  /** How far each cuboid is from what a fit to its points gives. */
  readonly deltas: FitDeltas;
  readonly #options: BatchOptions;
  /** By camera: the last that was known of any of its images. */
  readonly #sizes = new Map<string, ImageSize>();
  readonly #listeners = new Map<FrameId, Set<() => void>>();
  readonly #frames: ReadonlyMap<FrameId, Frame>;
  #shown:
    | { readonly trackId: TrackId; readonly frameIds: readonly FrameId[]; readonly aspect: number }
    | undefined;
  #scheduled = 0;

  constructor(options: BatchOptions) {
    this.#options = options;
    const { sequence, images, clouds, session } = options;
    const notify = (frameId: FrameId): void => this.#notify(frameId);
    this.crops = new CropStore(clouds, (frameId) => {
      notify(frameId);
      // Its cloud is at hand now.
      this.deltas.goOn();
    });
    this.deltas = new FitDeltas({
      fit: async (frameId, { cuboid: expected, className }, signal) => {
        const fit = () => fitInPlace({ frameId, expected, className, queries: clouds });
        return (await clouds.withCloud(frameId, fit, signal))?.cuboid;
      },
      isReady: (frameId) => this.crops.get(frameId) !== undefined,
      whenIdle: () => session.document.whenIdle(() => undefined),
      onDelta: notify,
    });
    this.imageCrops = new ImageCrops((path) => images.load(path), notify);
    this.#frames = new Map(sequence.frames.map((frame) => [frame.id as FrameId, frame]));
  }

  /** From now on it brings what is shown. Returns how to stop, which lets go of all that was brought. */
  start(): () => void {
    const { session } = this.#options;
    const stops = [
      session.document.subscribe(({ cause, frames }) => {
        if (cause !== 'preview' && this.#shown?.frameIds.some((id) => frames.has(id)) === true) this.#bring();
      }),
      session.state.subscribe((state, before) => {
        if (state.frameId !== before.frameId) this.#bring();
      }),
    ];
    this.#bring();
    return () => {
      cancelAnimationFrame(this.#scheduled);
      this.#scheduled = 0;
      for (const stop of stops) stop();
      this.crops.clear();
      this.imageCrops.clear();
      this.deltas.clear();
    };
  }

  /** @param aspect width by height of the cells that show images */
  show(trackId: TrackId, frameIds: readonly FrameId[], aspect: number): void {
    this.#shown = { trackId, frameIds, aspect };
    void this.#options.session.tracks.ensure(frameIds);
    this.#bring();
  }

  /** Is told when a frame's piece of cloud or image has come. */
  subscribe(frameId: FrameId, listener: () => void): () => void {
    const listeners = this.#listeners.get(frameId) ?? new Set();
    this.#listeners.set(frameId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  recordOf(trackId: TrackId, frameId: FrameId): CuboidRecord | undefined {
    const { document } = this.#options.session;
    return document.cuboidsIn(frameId).find((record) => record.trackId === trackId);
  }

  bestImage(frameId: FrameId, cuboid: Cuboid, aspect: number): BestImage | undefined {
    const { session, sequence, images } = this.#options;
    const frame = this.#frames.get(frameId);
    if (frame === undefined) return undefined;
    return bestImageOf(session, sequence, frame, cuboid, aspect, (cameraId) => {
      const file = frame.images.find(({ sensor }) => sensor === cameraId);
      // Those of one camera are of one size nearly always; of which none was seen yet, nothing can be said.
      const size = (file && images.sizeOf(file.path)) ?? this.#sizes.get(cameraId);
      if (size !== undefined) this.#sizes.set(cameraId, size);
      return size;
    });
  }

  /** Undefined until the points have come. */
  countInside(frameId: FrameId, cuboid: Cuboid): InsideCount | undefined {
    const crop = this.crops.get(frameId);
    if (crop === undefined) return undefined;
    const { positions, origin, step } = crop;
    let points = 0;
    for (let i = 0; i < positions.length; i += 3) {
      const at = [
        origin[0] + positions[i]!,
        origin[1] + positions[i + 1]!,
        origin[2] + positions[i + 2]!,
      ] as const;
      if (cuboidContains(cuboid, at)) points += step;
    }
    return { points, isEstimate: step > 1 };
  }

  #bring(): void {
    this.#scheduled ||= requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#want();
    });
  }

  #want(): void {
    if (this.#shown === undefined) return;
    const { trackId, frameIds, aspect } = this.#shown;
    const current = this.#options.session.state.getState().frameId;
    const at = Math.max(0, current === undefined ? 0 : frameIds.indexOf(current));
    const nearestFirst = frameIds
      .map((frameId, i) => ({ frameId, away: Math.abs(i - at) }))
      .toSorted((a, b) => a.away - b.away);
    const cuboids = new Map<FrameId, Cuboid>();
    const deltas = new Map<FrameId, WantedDelta>();
    const className = this.#options.session.document.get(trackId)?.class ?? '';
    const pieces = new Map<FrameId, WantedCrop>();
    for (const { frameId } of nearestFirst) {
      const cuboid = this.recordOf(trackId, frameId)?.cuboid;
      if (cuboid === undefined) continue;
      cuboids.set(frameId, cuboid);
      deltas.set(frameId, { cuboid, className });
      const best = this.bestImage(frameId, cuboid, aspect);
      if (best !== undefined) pieces.set(frameId, best.wanted);
    }
    this.crops.want(cuboids);
    this.imageCrops.want(pieces);
    this.deltas.want(deltas);
  }

  #notify(frameId: FrameId): void {
    for (const listener of this.#listeners.get(frameId) ?? []) listener();
  }
}
