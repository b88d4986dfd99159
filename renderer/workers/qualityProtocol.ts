import type { Ontology } from '#shared/dataset/dataset.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import type { FindingChanges } from '#shared/quality/findingBook.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { Agreement } from '#shared/quality/agreement/compareFrame.ts';
import type { Thresholds } from '#shared/quality/parameterOf.ts';
import type { QualityCamera, QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { CameraData } from './protocol.ts';

/** A camera as a worker is sent it: its lens as data. */
export interface SentCamera extends Omit<QualityCamera, 'view'> {
  readonly sight?: CameraData | undefined;
}

/** A frame as a worker is sent it, without its cloud. */
export type SentFrame = Omit<QualityFrame, 'cameras' | 'points'> & {
  readonly cameras: readonly SentCamera[];
};

/** What the rules of a dataset depend on. */
export interface RuleBook {
  readonly ontology: Ontology;
  readonly thresholds: Thresholds;
}

/** How well a cuboid and its 2D box on one camera agree, as far as a distribution asks. */
export type AgreementShort = Pick<Agreement, 'class' | 'camera' | 'iou' | 'verdict'>;

/** What the worker that keeps the findings of a sequence is asked. */
export interface QualityCalls {
  /** Before all else. */
  begin: { input: RuleBook; output: undefined };
  /** Answers the frames that must be set again. */
  setTracks: { input: readonly TrackJson[]; output: readonly string[] };
  /** Answers how its cuboids and 2D boxes agree. */
  setFrame: { input: SentFrame; output: readonly AgreementShort[] };
  changes: { input: undefined; output: FindingChanges };
}

/** What the worker that holds a frame's cloud is asked: what the rules find in the frame with it. */
export interface PointsQuery {
  readonly frameId: string;
  readonly frame: SentFrame;
  readonly tracks: readonly TrackJson[];
  readonly book: RuleBook;
}

export type PointsAnswer = { readonly findings: readonly Finding[] } | undefined;
