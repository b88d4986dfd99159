import { compareCodePoints } from '../dataset/naturalOrder.ts';
import type { Ontology } from '../dataset/dataset.ts';
import type { TrackJson } from '../labels/tracksFile.ts';
import type { BoundRule } from './boundRule.ts';
import { checkFrame, type KnownFrame } from './checkFrame.ts';
import { checkTrack } from './checkTrack.ts';
import type { Finding } from './finding.ts';
import { FindingBook, type CheckedFinding, type FindingChanges } from './findingBook.ts';
import { FindingsOfTracks } from './findingsOfTracks.ts';
import { isSameList } from './memo.ts';
import { parameterOf, type Thresholds } from './parameterOf.ts';
import type { QualityFrame } from './qualityFrame.ts';
import type { FrameRule, Rule, SequenceCheck, SequenceFindings, TrackRule } from './rule.ts';
import { SightIndex } from './sightIndex.ts';

export interface CheckerOptions {
  readonly tracks: Iterable<TrackJson>;
  readonly ontology: Ontology;
  readonly thresholds?: Thresholds | undefined;
  readonly rules: readonly Rule[];
}

/** Of one sequence. Frames may come in any order and any number of times; findings are what frames and tracks are now. */
export interface Checker {
  /** A frame that was read, or edited: a new object, since rules remember what they found out about one. */
  setFrame(frame: QualityFrame): void;
  removeFrame(frameId: string): void;
  /**
   * Tracks as they are now. Answers the frames in which those are that changed: what is said of these frames counts with
   * the tracks as they were until each is set again, for their clouds are not kept.
   */
  setTracks(tracks: Iterable<TrackJson>): readonly string[];
  /** All that is found, by frame and then by rule; computes what has changed since it was asked last. */
  findings(): readonly CheckedFinding[];
  /** What {@link findings} has that it had not when this was asked last, and the reverse. */
  changes(): FindingChanges;
}

/**
 * Keeps the findings of a sequence while it is edited, or read through once. After an edit the rules of that frame, those
 * of the tracks that changed in it, and those of the sequence are computed anew; all else is kept. Of a frame it keeps
 * where its objects were and what was found: no points, no images, no projections.
 */
export function createChecker(options: CheckerOptions): Checker {
  return new SequenceChecker(options);
}

class SequenceChecker implements Checker {
  readonly #tracks = new Map<string, TrackJson>();
  readonly #frameRules: readonly BoundRule<FrameRule>[];
  readonly #trackRules: readonly BoundRule<TrackRule>[];
  readonly #sequenceChecks: readonly SequenceCheck[];
  readonly #frames = new Map<string, KnownFrame>();
  readonly #sights = new SightIndex();
  readonly #ofTracks = new FindingsOfTracks();
  #ofSequence: readonly SequenceFindings[] = [];
  readonly #book = new FindingBook();
  /** Of these something has changed since the book was written. */
  readonly #staleTracks = new Set<string>();
  readonly #staleFrames = new Set<string>();
  #isStale = false;

  constructor({ tracks, ontology, thresholds = {}, rules }: CheckerOptions) {
    for (const track of tracks) this.#tracks.set(track.id, track);
    const bind = <R extends Rule>(rule: R): BoundRule<R> => {
      const parameter = parameterOf(rule, thresholds);
      return { rule, context: { tracks: this.#tracks, ontology, parameter, sequence: this } };
    };
    this.#frameRules = rules.flatMap((rule) => (rule.scope === 'frame' ? [bind(rule)] : []));
    this.#trackRules = rules.flatMap((rule) => (rule.scope === 'track' ? [bind(rule)] : []));
    this.#sequenceChecks = rules.flatMap((rule) =>
      rule.scope === 'sequence' ? [rule.start(bind(rule).context)] : [],
    );
  }

  setFrame(frame: QualityFrame): void {
    const { known, sound } = checkFrame(frame, this.#frameRules);
    this.#frames.set(frame.id, known);
    this.#follow(sound);
  }

  removeFrame(frameId: string): void {
    const known = this.#frames.get(frameId);
    if (known === undefined) return;
    this.#frames.delete(frameId);
    this.#follow({ ...known.place, objects: [], boxes2d: [], review: [], cameras: [] });
  }

  /** What the rules of tracks and of the sequence know of a frame. */
  #follow(frame: QualityFrame): void {
    for (const trackId of this.#sights.set(frame)) this.#staleTracks.add(trackId);
    for (const check of this.#sequenceChecks) check.add(frame);
    this.#staleFrames.add(frame.id);
    this.#isStale = true;
  }

  setTracks(tracks: Iterable<TrackJson>): readonly string[] {
    const next = new Map([...tracks].map((track) => [track.id, track]));
    const changed = [...new Set([...next.keys(), ...this.#tracks.keys()])].filter(
      (id) => next.get(id) !== this.#tracks.get(id),
    );
    if (changed.length === 0) return [];
    this.#tracks.clear();
    for (const [id, track] of next) this.#tracks.set(id, track);
    for (const id of changed) this.#staleTracks.add(id);
    this.#isStale = true;
    return [...new Set(changed.flatMap((id) => this.#sights.of(id).map((sight) => sight.id)))];
  }

  findings(): readonly CheckedFinding[] {
    this.#update();
    const indexOf = (frameId: string): number => this.#frames.get(frameId)?.place.index ?? -1;
    const frames = [...this.#book.frames()].sort(
      (a, b) => indexOf(a) - indexOf(b) || compareCodePoints(a, b),
    );
    return frames.flatMap((frameId) => this.#book.of(frameId));
  }

  changes(): FindingChanges {
    this.#update();
    return this.#book.changes();
  }

  #update(): void {
    if (!this.#isStale) return;
    this.#isStale = false;
    for (const trackId of this.#staleTracks) {
      const found = checkTrack(this.#tracks.get(trackId), this.#sights.of(trackId), this.#trackRules);
      for (const frameId of this.#ofTracks.set(trackId, found)) this.#staleFrames.add(frameId);
    }
    this.#staleTracks.clear();
    const before = this.#ofSequence;
    this.#ofSequence = this.#sequenceChecks.map((check) => check.finish());
    // A camera that is off, or is no more, speaks for the objects of every frame.
    if (!isSameList(before, this.#ofSequence)) {
      for (const { findings } of [...before, ...this.#ofSequence])
        for (const { frameId } of findings) this.#staleFrames.add(frameId);
      for (const frameId of this.#frames.keys()) this.#staleFrames.add(frameId);
    }
    for (const frameId of this.#staleFrames) this.#write(frameId);
    this.#staleFrames.clear();
  }

  #write(frameId: string): void {
    const known = this.#frames.get(frameId);
    const isExplained = (finding: Finding): boolean =>
      this.#ofSequence.some(({ explains }) => explains(finding));
    const ofSequence = this.#ofSequence.flatMap(({ findings }) =>
      findings.filter((finding) => finding.frameId === frameId),
    );
    const others = [...(known?.findings ?? []), ...this.#ofTracks.in(frameId)];
    const open = others.filter((finding) => !isExplained(finding));
    this.#book.set(frameId, [...ofSequence, ...open], known?.waivers);
  }
}
