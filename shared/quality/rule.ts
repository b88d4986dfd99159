import type { Ontology } from '../dataset/dataset.ts';
import type { TrackJson } from '../labels/tracksFile.ts';
import type { Finding, RuleId, Severity } from './finding.ts';
import type { QualityFrame } from './qualityFrame.ts';

/** What every rule may look at beside the frames themselves. */
export interface RuleContext {
  readonly tracks: ReadonlyMap<string, TrackJson>;
  readonly ontology: Ontology;
  /**
   * A parameter of the rule: the dataset's threshold of the name `<rule id>.<parameter>.<class>`, or that without a class,
   * else the rule's own.
   */
  readonly parameter: (name: string, className?: string) => number;
  /** Stands for the sequence that is looked at: rules that ask the same of it share what they keep. */
  readonly sequence?: object | undefined;
}

interface RuleHead {
  readonly id: RuleId;
  readonly severity: Severity;
  /**
   * Its parameters and what they are unless the dataset says otherwise; units in the names. `<parameter>.<class>`, the
   * class in lower case: what it is for one class, beside that for all.
   */
  readonly parameters: Readonly<Record<string, number>>;
  /** Do its findings come with a fix that needs nobody's judgement? */
  readonly isFixable: boolean;
}

/** Looks at one frame at a time: computed anew for the frame that was edited. */
export interface FrameRule extends RuleHead {
  readonly scope: 'frame';
  check(frame: QualityFrame, context: RuleContext): Iterable<Finding>;
}

/** What is kept of every frame for the rules that look at a whole track: no clouds, no images. */
export type TrackSight = Pick<QualityFrame, 'id' | 'index' | 'timeSeconds' | 'worldFromLabel' | 'sensor'> & {
  readonly object: QualityFrame['objects'][number];
};

/** Looks at everything that is known of one track, in the order of the frames. */
export interface TrackRule extends RuleHead {
  readonly scope: 'track';
  check(track: TrackJson, sights: readonly TrackSight[], context: RuleContext): Iterable<Finding>;
}

/** Looks at what all frames have in common: a camera that is off for every object is one finding, not hundreds. */
export interface SequenceRule extends RuleHead {
  readonly scope: 'sequence';
  start(context: RuleContext): SequenceCheck;
}

export interface SequenceCheck {
  /** Keeps little of it; a frame that is added again replaces what it was. */
  add(frame: QualityFrame): void;
  /** May be asked again after more frames: the same object where nothing has changed. */
  finish(): SequenceFindings;
}

export interface SequenceFindings {
  readonly findings: readonly Finding[];
  /** Findings of other rules that say the same, and are left out. */
  readonly explains: (finding: Finding) => boolean;
}

export type Rule = FrameRule | TrackRule | SequenceRule;

/** What is said of a rule's findings in one language: a heading, and a sentence with `{params}` in it. */
export interface RuleWords {
  readonly title: string;
  readonly sentence: string;
}
