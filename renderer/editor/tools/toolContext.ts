import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import type { CloudQueries } from '../ports.ts';
import type { Boxes2d } from '../session/boxes2d.ts';
import type { EditorState } from '../session/editorState.ts';
import type { FitHypotheses } from './fitHypotheses.ts';
import type { ToolOverlay } from './toolOverlay.ts';
import type { PointerInput } from './view.ts';

/** What tools work on. */
export interface ToolContext {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly overlay: StoreApi<ToolOverlay>;
  readonly queries: CloudQueries;
  readonly edits: CuboidEdits;
  readonly boxes: Boxes2d;
  readonly fits: FitHypotheses;
  /** Milliseconds, for telling a click from a press. */
  now(): number;
}

export type InterruptReason = 'escape' | 'blur' | 'frame' | 'tool' | 'lost-capture' | 'command';

/** One way of using the pointer. */
export interface Tool {
  /** `ignored`: the view may navigate. Either way the tool hears of the moves and the release that follow. */
  pointerDown(input: PointerInput): 'handled' | 'ignored';
  pointerMove(input: PointerInput): void;
  pointerUp(input: PointerInput): void;
  /** The second of two quick clicks was let go; false: the view may answer it. */
  doubleClick?(input: PointerInput): boolean;
  /** The pointer is over no view any more. */
  pointerLeave?(): void;
  /** Ends what is under way without a trace; true when there was something. */
  interrupt(reason: InterruptReason): boolean;
}
