import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import type { MethodOutput } from '#shared/host/contract.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { PointSources } from '#renderer/images/pointsLayer.ts';
import type { ReviewRoom } from '#renderer/editor/review/reviewRoom.ts';
import type { Checking } from '#renderer/editor/review/checking.ts';
import type { ReviewNotes } from '#renderer/editor/review/reviewNotes.ts';
import type { ReviewEdits } from '#renderer/editor/review/reviewEdits.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import type { UndistortedImages } from '#renderer/images/undistortedImages.ts';
import type { PaintCloud } from '#renderer/scene/cloudColors.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import type { Others } from './others.ts';
import type { CalibrationCheck } from './calibrationCheck.ts';

export type LabelRoot = MethodOutput<'dataset.open'>['labelRoot'];

/** What is found in the labels, and what is said of it. */
export interface Review {
  readonly checking: Checking;
  readonly room: ReviewRoom;
  readonly edits: ReviewEdits;
  readonly notes: ReviewNotes;
}

/** One open sequence of a dataset, and all that was built for working on it. */
export interface Workspace {
  readonly datasetId: string;
  /** Where the dataset lies, as the host knows it. */
  readonly path: string;
  /** Where its labels are kept. */
  readonly labelRoot: LabelRoot;
  /** Can labels be written there? */
  readonly writable: boolean;
  /** It is the user's copy of the sample drive. */
  readonly isSample: boolean;
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  readonly session: EditorSession;
  readonly clouds: CloudService;
  readonly images: ImageStore;
  readonly undistorted: UndistortedImages;
  /** What images show of the clouds. */
  readonly points: PointSources;
  readonly paint: PaintCloud;
  readonly check: CalibrationCheck;
  readonly review: Review;
  /** Who else has the dataset open. */
  readonly others: Others;
  /** Writes what is unsaved, then frees workers, bitmaps and the dataset. */
  dispose(): Promise<void>;
}
