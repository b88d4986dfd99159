import type { StoreApi } from 'zustand/vanilla';
import type { Camera, CameraCalibration, Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { HostClient } from '#shared/host/contract.ts';
import type { Attributes } from '#shared/labels/sidecar.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { CommandRegistry } from '../commands/commandRegistry.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId, TrackId } from '../document/records.ts';
import type { CuboidChanges } from '../edits/exactValues.ts';
import type { CloudQueries, EditorEnvironment, EgoMotionSource, FrameContent } from '../ports.ts';
import type { ToolController } from '../tools/toolController.ts';
import type { Aggregate } from './aggregate.ts';
import type { Boxes2d } from './boxes2d.ts';
import type { Calibrations } from './calibrations.ts';
import type { EditorState } from './editorState.ts';
import type { ImageStage } from './imageStage.ts';
import type { ImageSize } from './projections.ts';
import type { OutsideChanges } from './outsideChanges.ts';
import type { Playback } from './playback.ts';
import type { Proposals } from './proposals.ts';
import type { EarlierVersions } from './earlierVersions.ts';
import type { RecoveredEdits } from './journal/recoveredEdits.ts';
import { Session } from './session.ts';
import type { Tracks } from './tracks.ts';
import type { TrackView } from './trackView.ts';
import type { ViewFilter } from './viewFilter.ts';

/** A sequence being labelled: its document, tools and commands, and the traffic of its labels with the host. */
export interface EditorSession {
  readonly state: StoreApi<EditorState>;
  readonly document: LabelDocument;
  /** The 2D boxes on the images of the frame on screen. */
  readonly boxes: Boxes2d;
  readonly tools: ToolController;
  readonly commands: CommandRegistry;
  /** Objects that may be there, waiting to be accepted or rejected. */
  readonly proposals: Proposals;
  /** What came back from the journal of an earlier run. */
  readonly recovered: RecoveredEdits;
  /** Objects through time. */
  readonly tracks: Tracks;
  /** The frames one after the other, as fast as they were recorded. */
  readonly playback: Playback;
  /** What the label files held before. */
  readonly versions: EarlierVersions;
  /** The points of other frames beside those of the frame on screen. */
  readonly aggregate: Aggregate;
  /** What others have changed meanwhile, and the choice where both have changed the same. */
  readonly outsideChanges: OutsideChanges;
  /** What the cameras are calibrated with, and what is tried out in its place. */
  readonly calibrations: Calibrations;
  /**
   * Shows a frame once its labels, cloud and images are there; until then the old one stays. The last request wins:
   * the promise of one that was overtaken resolves with no effect.
   */
  goToFrame(frameId: FrameId): Promise<void>;
  /** As many frames on from the one asked for last, stopping at the ends. */
  stepFrame(by: number): Promise<void>;
  /**
   * What a camera's image in a frame that is in memory is shown with; undefined: nothing, or nothing is known of it yet.
   */
  calibrationOf(camera: Camera, frame: Frame): CameraCalibration | undefined;
  /** The host has corrected calibrations: these are the sequence's cameras from now on. Rejects with a HostError. */
  recalibrate(cameras: readonly Camera[]): Promise<void>;
  select(ids: readonly CuboidId[]): void;
  hover(id: CuboidId | undefined): void;
  /** Hides, isolates or locks. What is hidden by this is selected and hovered no more. */
  setTrackView(trackView: TrackView): void;
  /** Shows only some of the objects and points. What is hidden by this is hovered no more; what is selected stays. */
  setFilter(filter: ViewFilter): void;
  /** Fills the large place with the scene, or with images. */
  setImageStage(stage: ImageStage): void;
  /** Zooms every image that sees the track onto it; `undefined`: back to what each showed before. */
  setZoomedTrack(trackId: TrackId | undefined): void;
  setTool(tool: EditorState['tool']): void;
  setActiveClass(className: string): void;
  dismissPrompt(): void;
  /** Exact values, as typed in the inspector; one entry of history for all. */
  editCuboids(ids: readonly CuboidId[], changesOf: (cuboid: Cuboid) => CuboidChanges): void;
  /** Changes what is said about cuboids in the frame on screen, beside their shape; one entry of history for all. */
  setAttributes(ids: readonly CuboidId[], change: (attributes: Attributes) => Attributes): void;
  /** Changes the class of the cuboids' tracks, in every frame; resolves when this is in the document. */
  setClass(ids: readonly CuboidId[], className: string): Promise<void>;
  deleteCuboids(ids: readonly CuboidId[]): void;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /**
   * Labels are kept in another place from now on: all that is unsaved is written there, and overwrites nothing there.
   * Resolves as {@link saveNow}.
   */
  saveElsewhere(): Promise<void>;
  /** Writes what waits; resolves when it is written or could not be. */
  saveNow(): Promise<void>;
  /** Saves and lets go of everything. */
  dispose(): Promise<void>;
}

export interface EditorSessionOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  readonly queries: CloudQueries;
  readonly egoMotionSource: EgoMotionSource;
  readonly content: FrameContent;
  readonly environment: EditorEnvironment;
  /** Written on labels; empty: no author is written. */
  readonly author: string;
  readonly generator: { readonly name: string; readonly version: string };
  readonly startFrame?: FrameId;
  /** Set when nothing can be written, a read-only folder for instance. */
  readonly readOnly?: Problem;
  /** Sizes of decoded images; without it, those that the dataset states are used. */
  readonly imageSize?: ImageSize;
}

/** Loads the sequence's index and first frame. Rejects with a HostError when the index cannot be had. */
export async function createEditorSession(options: EditorSessionOptions): Promise<EditorSession> {
  const session = new Session(options);
  await session.open();
  return session;
}
