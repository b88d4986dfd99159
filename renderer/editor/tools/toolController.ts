import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditorState } from '../session/editorState.ts';
import { DrawTool } from './drawTool.ts';
import { SelectTool } from './selectTool.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { ToolOverlay } from './toolOverlay.ts';
import type { PointerInput, ToolView } from './view.ts';

/** The one place where pointer events of every view arrive; hands them to the tool that is on. */
export class ToolController {
  readonly overlay: StoreApi<ToolOverlay> = createStore<ToolOverlay>(() => ({ cursor: 'default' }));
  readonly #state: StoreApi<EditorState>;
  readonly #tools: Readonly<Record<EditorState['tool'], Tool>>;
  /** The tool that was pressed hears of the release even when it has switched to another by then. */
  #pressed: Tool | undefined;
  #lastView: ToolView | undefined;

  constructor(context: Omit<ToolContext, 'overlay'>) {
    const full: ToolContext = { ...context, overlay: this.overlay };
    this.#state = context.state;
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

  /** Cancels what is under way; true when there was something. The reason is for who reads the call. */
  interrupt(_reason: InterruptReason): boolean {
    this.#pressed = undefined;
    return this.#current.interrupt();
  }

  /** Changes the tool; what is under way is cancelled. */
  use(tool: EditorState['tool']): void {
    if (this.#state.getState().tool === tool) return;
    this.interrupt('tool');
    this.#state.setState({ tool, hovered: undefined });
  }

  get #current(): Tool {
    return this.#tools[this.#state.getState().tool];
  }
}
