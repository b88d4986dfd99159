import type { StoreApi } from 'zustand/vanilla';
import type { Severity } from '#shared/quality/finding.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import type { FindingsState } from './findingsBoard.ts';
import { findingStanding } from './findingStanding.ts';

/** What a timeline marks; what is only worth a look would mark half of it. */
export type MarkedSeverity = Exclude<Severity, 'info'>;

const NO_FRAMES: ReadonlyMap<FrameId, MarkedSeverity> = new Map();

/** Where in the life of an object something is wrong that nobody has decided on. */
export class TrackFindings {
  readonly #store: StoreApi<FindingsState>;
  #of: FindingsState | undefined;
  #byTrack: ReadonlyMap<string, ReadonlyMap<FrameId, MarkedSeverity>> = new Map();

  constructor(store: StoreApi<FindingsState>) {
    this.#store = store;
  }

  /** By frame, the worst there. The same until findings change. */
  of(trackId: TrackId): ReadonlyMap<FrameId, MarkedSeverity> {
    const state = this.#store.getState();
    if (state !== this.#of) {
      this.#of = state;
      this.#byTrack = openByTrack(state);
    }
    return this.#byTrack.get(trackId) ?? NO_FRAMES;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(({ findings, frames }, before) => {
      if (findings !== before.findings || frames !== before.frames) listener();
    });
  }
}

function openByTrack({
  findings,
  frames,
}: FindingsState): ReadonlyMap<string, ReadonlyMap<FrameId, MarkedSeverity>> {
  const byTrack = new Map<string, Map<FrameId, MarkedSeverity>>();
  for (const finding of findings) {
    const { severity, trackId } = finding;
    const frameId = finding.frameId as FrameId;
    if (trackId === undefined || severity === 'info') continue;
    if (findingStanding(finding, frames.get(frameId)) !== 'open') continue;
    const id = trackId.toLowerCase();
    const marked = byTrack.get(id) ?? new Map<FrameId, MarkedSeverity>();
    byTrack.set(id, marked);
    if (marked.get(frameId) !== 'error') marked.set(frameId, severity);
  }
  return byTrack;
}
