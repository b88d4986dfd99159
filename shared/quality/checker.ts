import { compareCodePoints } from '../dataset/naturalOrder.ts';
import type { Ontology } from '../dataset/dataset.ts';
import type { TrackJson } from '../labels/tracksFile.ts';
import type { BoundRule } from './boundRule.ts';
import { checkFrame, type KnownFrame } from './checkFrame.ts';
import { checkTrack } from './checkTrack.ts';
import { findingKey, type Finding } from './finding.ts';
import { parameterOf, type Thresholds } from './parameterOf.ts';
import type { QualityFrame } from './qualityFrame.ts';
import type { FrameRule, Rule, SequenceRule, TrackRule } from './rule.ts';
import { SightIndex } from './sightIndex.ts';
import type { Waiver } from './waivers.ts';

/** A finding as it stands: under a key that stays the same while it is found again, and waived or not. */
export interface CheckedFinding extends Finding {
  readonly key: string;
  /** Why it stays as it is; it is shown apart, and counts for nothing. */
  readonly waiver?: Waiver | undefined;
}

export interface CheckerOptions {
  readonly tracks: Iterable<TrackJson>;
  readonly ontology: Ontology;
  readonly thresholds?: Thresholds | undefined;
  readonly rules: readonly Rule[];
}

export interface FindingChanges {
  /** New ones, and those that say something else than before. */
  readonly set: readonly CheckedFinding[];
  /** Keys. */
  readonly gone: readonly string[];
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
  readonly #sequenceChecks: readonly ReturnType<SequenceRule['start']>[];
  readonly #frames = new Map<string, KnownFrame>();
  readonly #sights = new SightIndex();
  readonly #ofTracks = new Map<string, readonly Finding[]>();
  readonly #staleTracks = new Set<string>();
  #all: readonly CheckedFinding[] | undefined = [];
  #told: ReadonlyMap<string, CheckedFinding> = new Map();
  /** So that what did not change is the same object, and need not be compared. */
  #checked = new WeakMap<Finding, CheckedFinding>();

  constructor({ tracks, ontology, thresholds = {}, rules }: CheckerOptions) {
    for (const track of tracks) this.#tracks.set(track.id, track);
    const bind = <R extends Rule>(rule: R): BoundRule<R> => ({
      rule,
      context: { tracks: this.#tracks, ontology, parameter: parameterOf(rule, thresholds) },
    });
    this.#frameRules = rules.flatMap((rule) => (rule.scope === 'frame' ? [bind(rule)] : []));
    this.#trackRules = rules.flatMap((rule) => (rule.scope === 'track' ? [bind(rule)] : []));
    this.#sequenceChecks = rules.flatMap((rule) =>
      rule.scope === 'sequence' ? [rule.start(bind(rule).context)] : [],
    );
  }

  setFrame(frame: QualityFrame): void {
    const { known, sound } = checkFrame(frame, this.#frameRules);
    this.#frames.set(frame.id, known);
    for (const trackId of this.#sights.set(sound)) this.#staleTracks.add(trackId);
    for (const check of this.#sequenceChecks) check.add(sound);
    this.#all = undefined;
  }

  removeFrame(frameId: string): void {
    const known = this.#frames.get(frameId);
    if (known === undefined) return;
    const empty: QualityFrame = { ...known.place, objects: [], boxes2d: [], review: [], cameras: [] };
    for (const trackId of this.#sights.set(empty)) this.#staleTracks.add(trackId);
    for (const check of this.#sequenceChecks) check.add(empty);
    this.#frames.delete(frameId);
    this.#all = undefined;
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
    this.#all = undefined;
    return [...new Set(changed.flatMap((id) => this.#sights.of(id).map((sight) => sight.id)))];
  }

  findings(): readonly CheckedFinding[] {
    if (this.#all !== undefined) return this.#all;
    for (const trackId of this.#staleTracks) {
      const sights = this.#sights.of(trackId);
      if (sights.length === 0) this.#ofTracks.delete(trackId);
      else this.#ofTracks.set(trackId, checkTrack(this.#tracks.get(trackId), sights, this.#trackRules));
    }
    this.#staleTracks.clear();
    this.#all = this.#gather();
    return this.#all;
  }

  changes(): FindingChanges {
    const now = new Map(this.findings().map((finding) => [finding.key, finding]));
    const set = [...now.values()].filter((finding) => this.#told.get(finding.key) !== finding);
    const gone = [...this.#told.keys()].filter((key) => !now.has(key));
    this.#told = now;
    return { set, gone };
  }

  #gather(): readonly CheckedFinding[] {
    const results = this.#sequenceChecks.map((check) => check.finish());
    const isExplained = (finding: Finding): boolean => results.some(({ explains }) => explains(finding));
    const byKey = new Map<string, CheckedFinding>();
    const add = (finding: Finding): void => {
      const checked = this.#asChecked(finding);
      const other = byKey.get(checked.key);
      // One finding of a rule for the same thing: the worst, so that a waiver means what was read.
      if (other === undefined || finding.badness > other.badness) byKey.set(checked.key, checked);
    };
    for (const { findings } of results) findings.forEach(add);
    const ofFrames = [...this.#frames.values()].map((known) => known.findings);
    for (const findings of [...ofFrames, ...this.#ofTracks.values()])
      for (const finding of findings) if (!isExplained(finding)) add(finding);
    const indexOf = (finding: Finding): number => this.#frames.get(finding.frameId)?.place.index ?? -1;
    return [...byKey.values()].sort(
      (a, b) =>
        indexOf(a) - indexOf(b) ||
        compareCodePoints(a.rule, b.rule) ||
        b.badness - a.badness ||
        compareCodePoints(a.key, b.key),
    );
  }

  #asChecked(finding: Finding): CheckedFinding {
    const known = this.#checked.get(finding);
    const key = known?.key ?? findingKey(finding);
    const waiver = this.#frames.get(finding.frameId)?.waivers.get(key);
    if (known !== undefined && known.waiver === waiver) return known;
    const checked: CheckedFinding = { ...finding, key, ...(waiver === undefined ? {} : { waiver }) };
    this.#checked.set(finding, checked);
    return checked;
  }
}
