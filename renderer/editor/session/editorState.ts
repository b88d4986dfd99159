import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import type { Anchor } from '#shared/labels/review.ts';
import type { NoTrajectory } from '#shared/labels/motion/trajectory.ts';
import type { NoFitReason } from '#shared/pointcloud/fit/fitAt.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { Box2dId, CuboidId, FrameId, ReviewId, TrackId } from '../document/records.ts';
import type { PropagationEnd } from '../edits/propagation.ts';
import type { RefinedCounts } from '../edits/refinement.ts';
import type { TrackDeed } from '../edits/trackDeeds.ts';
import type { RecordConflict } from './mergeRecords.ts';
import type { MotionSummary } from './egoMotion.ts';
import type { AggregateTrouble } from './aggregateWindow.ts';
import type { ImageStage } from './imageStage.ts';
import type { JournalState } from './journal/commitLog.ts';
import type { Recovered } from './journal/recovery.ts';
import type { Pin } from './pin.ts';
import type { TrackView } from './trackView.ts';
import type { ViewFilter } from './viewFilter.ts';

/** Why saving has not worked since a moment; it goes on being tried. */
export interface SaveTrouble {
  readonly failure: HostFailure;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What memory holds and no file does. */
export interface HeldEdits {
  /** Steps of history that are not wholly written; an undo is one, too. */
  readonly count: number;
  readonly trouble: SaveTrouble | undefined;
}

export type SaveState =
  | { readonly kind: 'clean'; readonly savedAt?: number }
  /** Changes wait to be written. `since`: milliseconds since 1970. */
  | { readonly kind: 'pending'; readonly since: number; readonly frames: number }
  | { readonly kind: 'saving' }
  /** Nothing is lost: the changes stay in memory and writing is tried again. */
  | { readonly kind: 'failed'; readonly failure: HostFailure }
  /**
   * In these files somebody else has changed the same as we ({@link EditorState.conflicts}), or made them unreadable:
   * these are not written at all.
   */
  | {
      readonly kind: 'conflict';
      readonly frames: readonly FrameId[];
      readonly tracks: boolean;
      readonly unreadable: readonly FrameId[];
    };

/** Said beside the work, not in a dialog. Each is a new object, so that showing it twice is noticed. */
export type Prompt =
  | { readonly kind: 'fitting' }
  | { readonly kind: 'fit-sparse' }
  | { readonly kind: 'no-fit'; readonly reason: NoFitReason }
  /** The points may be other boxes as well; `confidence` in [0, 1]. */
  | { readonly kind: 'fit-unsure'; readonly confidence: number }
  /** Nothing was found that looks like the class, or like any. */
  | { readonly kind: 'no-proposals'; readonly className: string | undefined }
  /** No point for a face to be put on. */
  | { readonly kind: 'nothing-near' }
  | { readonly kind: 'deleted'; readonly count: number }
  | { readonly kind: 'read-only'; readonly problem: Problem }
  /** The edit would have changed something locked; it changed nothing. */
  | { readonly kind: 'locked' }
  /** These frames are accepted: what the edit would have changed in them stays as it is. */
  | { readonly kind: 'frozen'; readonly frames: readonly FrameId[] }
  /** The last frame of the sequence was marked as done; so many others are not. */
  | { readonly kind: 'last-done'; readonly left: number }
  | { readonly kind: 'turns-about'; readonly pivot: 'middle' | 'ego' }
  | { readonly kind: 'trajectories'; readonly mode: EditorState['trajectories'] }
  /** No path can be drawn. */
  | { readonly kind: 'no-trajectories'; readonly reason: NoTrajectory }
  | { readonly kind: 'copied'; readonly count: number }
  /** So many objects came from somebody else who saved meanwhile; so many both have changed. */
  | { readonly kind: 'merged'; readonly count: number; readonly conflicts: number }
  /** From the previous frame, which may have had nothing more than this one. */
  | { readonly kind: 'taken'; readonly count: number }
  | { readonly kind: 'not-taken'; readonly problem: Problem }
  /** Something was done to an object in so many frames; so many others could not be read. */
  | { readonly kind: 'track'; readonly deed: TrackDeed; readonly count: number; readonly unread: number }
  /** An object was carried to so many frames, until something ended that. */
  | { readonly kind: 'propagated'; readonly count: number; readonly end: PropagationEnd }
  /** Cuboids were fitted to the points of their frames, each in its own; or a person has ended that before the last. */
  | {
      readonly kind: 'refined';
      readonly which: 'derived' | 'chosen';
      readonly counts: RefinedCounts;
      readonly isStopped: boolean;
    }
  | { readonly kind: 'nothing-to-refine'; readonly reason: 'static' | 'nothing-derived' }
  /** Too few points show the object: it was put where it should be. */
  | { readonly kind: 'put-blind' }
  /** The vehicle's motion is known as far as the clouds tell; it is used once a person says so. */
  | { readonly kind: 'motion-estimated'; readonly summary: MotionSummary }
  /** What stands still is placed through the vehicle's poses, which are not known. */
  | { readonly kind: 'needs-poses' }
  /** Of an object: the frame on screen is the one with the most points, by what is known of so many of its frames. */
  | { readonly kind: 'best-frame'; readonly points: number; readonly known: number; readonly total: number }
  /** No label file says how many points the object has. */
  | { readonly kind: 'no-points-known' }
  /** Why the points of other frames cannot be shown beside those of this one. */
  | { readonly kind: 'no-aggregate'; readonly trouble: AggregateTrouble }
  /** There are no two keyframes with frames between them that lack the object. */
  | { readonly kind: 'no-gap' }
  /** Only what is between two others can be derived from them. */
  | { readonly kind: 'needs-keyframe' }
  /** Beside the keyframe lies another one, what somebody confirmed, or what cannot be read. */
  | { readonly kind: 'no-room' }
  /** Why nothing was done with a 2D box. */
  | {
      readonly kind: 'box2d';
      /** `not-original`: the image is shown undistorted; `has-box`: the object has one there, which is selected now. */
      readonly reason: 'not-original' | 'no-projection' | 'has-box' | 'no-image';
    }
  /** The image is shown undistorted, or there is none: its pixels are not those that a note could stand at. */
  | { readonly kind: 'note-not-here' }
  /** Nothing of the object is before this frame: there is nothing to split. */
  | { readonly kind: 'starts-here' }
  | { readonly kind: 'undone'; readonly label: HistoryLabel; readonly frameId: FrameId | undefined }
  | { readonly kind: 'redone'; readonly label: HistoryLabel; readonly frameId: FrameId | undefined }
  /** The file was changed by somebody else since: the edit can no longer be taken back. */
  | { readonly kind: 'undo-refused'; readonly label: HistoryLabel };

/** What is known of a frame's labels, loaded or not. */
export interface FrameStatus {
  readonly state: 'absent' | 'stored' | 'imported' | 'unreadable';
  readonly objects: number;
  readonly isDone: boolean;
}

export interface EditorState {
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  /** On screen and, unless read-only, editable. */
  readonly frameId: FrameId | undefined;
  /** Being prepared, if another one. */
  readonly requestedFrameId: FrameId | undefined;
  /** Of the sequence's labels as a whole. */
  readonly labelProblems: readonly Problem[];
  /** Of the frame on screen. */
  readonly frameProblems: readonly Problem[];
  /** Why the frame on screen cannot be edited. */
  readonly readOnly: Problem | undefined;
  readonly selection: readonly CuboidId[];
  /** The object that was selected last, while it is: kept through frames that lack it. */
  readonly followed: TrackId | undefined;
  /** Of the followed object: the frames that are edited together, all loaded; none where it is only the one on screen. */
  readonly chosenFrames: readonly FrameId[];
  /** The objects on screen in the order in which a list shows them, for walking through; others come by track. */
  readonly listed: readonly CuboidId[];
  readonly hovered: CuboidId | undefined;
  /** The 2D box that keys and the inspector are about, beside the cuboids that are selected. */
  readonly selectedBox: Box2dId | undefined;
  readonly hoveredBox: Box2dId | undefined;
  /** What a suggested fix would make of a cuboid of the frame on screen: drawn in every view, and nothing else. */
  readonly suggested: Cuboid | undefined;
  /** Where something was said about the frame on screen, drawn in every view; one of them is about to be said. */
  readonly pins: readonly Pin[];
  /** The note whose pin was clicked, until it is shown. */
  readonly openedNote: ReviewId | undefined;
  /** What the person has pointed at for a note to stand there. */
  readonly pointedAt: Anchor | undefined;
  /** Where the views were last to look: another object each time. */
  readonly goTo: { readonly point: Vec3 } | undefined;
  readonly trackView: TrackView;
  readonly filter: ViewFilter;
  /** Whose paths through the other frames are drawn; `selected`: of what is selected, and of what is followed. */
  readonly trajectories: 'selected' | 'all' | 'none';
  readonly imageStage: ImageStage;
  /** The track that every image which sees it is zoomed onto. */
  readonly zoomedTrack: TrackId | undefined;
  /**
   * `carry`: what was pasted hangs on the pointer until it is put down; `region`: a rectangle is drawn to look at alone;
   * `note`: a place is pointed at.
   */
  readonly tool: 'select' | 'draw' | 'box2d' | 'measure' | 'carry' | 'region' | 'note';
  /** What turning and mirroring are about: the middle of the selection, or the vehicle. */
  readonly turnsAbout: 'middle' | 'ego';
  /** Class of the next cuboid. */
  readonly activeClass: string;
  readonly save: SaveState;
  readonly held: HeldEdits;
  readonly journal: JournalState;
  /** Edits of an earlier run that were not in their files, until a person has taken note. */
  readonly recovered: Recovered | undefined;
  /** What waits for a person to choose between ours and theirs. */
  readonly conflicts: readonly RecordConflict[];
  readonly frames: ReadonlyMap<FrameId, FrameStatus>;
  /** Lidar points inside the cuboids of the frame on screen; follows a drag. */
  readonly pointCounts: ReadonlyMap<CuboidId, number>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly prompt: Prompt | undefined;
}
