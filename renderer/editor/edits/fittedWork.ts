import type { StoreApi } from 'zustand/vanilla';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CloudQueries } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import type { TrackLives } from '../session/trackLives.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
import type { LoadsFrames } from './loadsFrames.ts';
import type { LongWork } from './longWork.ts';

/** What an edit needs that goes from frame to frame and fits an object to the points of each. */
export interface FittedWorkOptions extends LoadsFrames {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly edits: CuboidEdits;
  readonly lives: TrackLives;
  motionOf(): SequenceMotion;
  readonly queries: CloudQueries;
  readonly work: LongWork;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}
