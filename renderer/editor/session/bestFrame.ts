import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import type { LabelStore } from './labelStore.ts';
import type { TrackLives } from './trackLives.ts';

export interface BestFrameOptions {
  readonly store: Pick<LabelStore, 'known'>;
  readonly lives: TrackLives;
  /** Of the frame on screen, as it is now. */
  readonly state: Pick<EditorState, 'frameId' | 'pointCounts'>;
  cuboidIn(trackId: TrackId, frameId: FrameId): CuboidId | undefined;
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
}

export interface BestFrame {
  readonly frameId: FrameId;
  readonly points: number;
  /** Frames whose points are known, of those in which the object is. */
  readonly known: number;
  readonly total: number;
}

/** Loaded and asked one batch after the other, so that a long life does not fill the memory at once. */
const BATCH = 32;

/** Where an object has the most points by what label files say of it; undefined: none says. */
export async function bestFrame(
  trackId: TrackId,
  { store, lives, state, cuboidIn, ensure }: BestFrameOptions,
): Promise<BestFrame | undefined> {
  const frameIds = lives.of(trackId).flatMap(({ index }) => lives.frameAt(index) ?? []);
  let best: { readonly frameId: FrameId; readonly points: number } | undefined;
  let known = 0;
  for (let at = 0; at < frameIds.length; at += BATCH) {
    const batch = frameIds.slice(at, at + BATCH);
    await ensure(batch);
    for (const frameId of batch) {
      const here = frameId === state.frameId ? cuboidIn(trackId, frameId) : undefined;
      const stored = store.known(frameId)?.base?.objects.find((one) => one.trackId.toLowerCase() === trackId);
      const points = (here && state.pointCounts.get(here)) ?? stored?.points ?? undefined;
      if (points === undefined) continue;
      known += 1;
      if (best === undefined || points > best.points) best = { frameId, points };
    }
  }
  return best && { ...best, known, total: frameIds.length };
}
