import type { Finding } from './finding.ts';

/** What was found about tracks, by the frames in which it is. */
export class FindingsOfTracks {
  readonly #byTrack = new Map<string, readonly Finding[]>();
  /** By frame, then by track. */
  readonly #byFrame = new Map<string, Map<string, Finding[]>>();

  /** All about a track, in place of what was. Answers the frames that had something of it, or have now. */
  set(trackId: string, findings: readonly Finding[]): ReadonlySet<string> {
    const frames = new Set((this.#byTrack.get(trackId) ?? []).map(({ frameId }) => frameId));
    for (const frameId of frames) {
      const others = this.#byFrame.get(frameId);
      others?.delete(trackId);
      if (others?.size === 0) this.#byFrame.delete(frameId);
    }
    if (findings.length === 0) this.#byTrack.delete(trackId);
    else this.#byTrack.set(trackId, findings);
    for (const finding of findings) {
      const { frameId } = finding;
      const inFrame = this.#byFrame.get(frameId) ?? new Map<string, Finding[]>();
      this.#byFrame.set(frameId, inFrame.set(trackId, [...(inFrame.get(trackId) ?? []), finding]));
      frames.add(frameId);
    }
    return frames;
  }

  /** In an order that does not depend on that in which they came. */
  in(frameId: string): readonly Finding[] {
    const byTrack = [...(this.#byFrame.get(frameId) ?? [])];
    return byTrack.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, findings]) => findings);
  }
}
