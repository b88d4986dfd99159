import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditorState } from '../session/editorState.ts';
import type { CuboidId } from '../document/records.ts';
import { DrawTool } from './drawTool.ts';
import { Scrub } from './scrub.ts';
import { SelectTool } from './selectTool.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { ToolOverlay } from './toolOverlay.ts';
import type { PointerInput, ToolView } from './view.ts';

/** The one place where pointer events of every view arrive; hands them to the tool that is on. */
export class ToolController {
  readonly overlay: StoreApi<ToolOverlay> = createStore<ToolOverlay>(() => ({ cursor: 'default' }));
  readonly #context: Omit<ToolContext, 'overlay'>;
  readonly #tools: Readonly<Record<EditorState['tool'], Tool>>;
  /** The tool that was pressed hears of the release even when it has switched to another by then. */
  #pressed: Tool | undefined;
  #lastView: ToolView | undefined;
  #scrub: Scrub | undefined;

  constructor(context: Omit<ToolContext, 'overlay'>) {
    const full: ToolContext = { ...context, overlay: this.overlay };
    this.#context = context;
    this.#tools = { select: new SelectTool(full), draw: new DrawTool(full) };
  }

  /** The view that the pointer was over last: keys act in its plane. */
  get lastView(): ToolView | undefined {
    return this.#lastView;
  }

  /**
   * `ignored`: the view may navigate (orbit, pan). Its moves and release are to be sent all the same: only the release
   * tells whether it was a click.
   */
  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    this.#lastView = input.view;
    if (input.button === 'left') this.#pressed = this.#current;
    return this.#current.pointerDown(input);
  }

  pointerMove(input: PointerInput): void {
    this.#lastView = input.view;
    (this.#pressed ?? this.#current).pointerMove(input);
  }

  pointerUp(input: PointerInput): void {
    const tool = this.#pressed ?? this.#current;
    this.#pressed = undefined;
    tool.pointerUp(input);
  }

  /**
   * Begins dragging a number of these cuboids, beside the views: whatever interrupts a drag in a view ends it too.
   * Undefined where they may not be edited.
   */
  scrub(ids: readonly CuboidId[]): Scrub | undefined {
    const { document, edits } = this.#context;
    this.interrupt('command');
    if (!edits.mayEdit(ids)) return undefined;
    this.#scrub = new Scrub(document.beginGesture('edit'), edits, ids);
    return this.#scrub;
  }

  /** Cancels what is under way; true when there was something. The reason is for who reads the call. */
  interrupt(_reason: InterruptReason): boolean {
    this.#pressed = undefined;
    const scrub = this.#scrub;
    this.#scrub = undefined;
    const wasScrubbing = scrub?.isOpen === true;
    scrub?.cancel();
    return this.#current.interrupt() || wasScrubbing;
  }

  /** Changes the tool; what is under way is cancelled. */
  use(tool: EditorState['tool']): void {
    if (this.#context.state.getState().tool === tool) return;
    this.interrupt('tool');
    this.#context.state.setState({ tool, hovered: undefined });
  }

  get #current(): Tool {
    return this.#tools[this.#context.state.getState().tool];
  }
}
