import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EditorState } from '../session/editorState.ts';
import type { CuboidId } from '../document/records.ts';
import type { Carry } from '../edits/carry.ts';
import { DrawBox2dTool } from './box2d/drawBox2dTool.ts';
import { ImageSelectTool } from './box2d/imageSelectTool.ts';
import { CarryTool } from './carryTool.ts';
import { DrawTool } from './drawTool.ts';
import { FitHypotheses } from './fitHypotheses.ts';
import { MeasureTool } from './measureTool.ts';
import { NoteTool } from './noteTool.ts';
import { PinTool } from './pinTool.ts';
import { PointLink } from './pointLink.ts';
import { RegionTool } from './regionTool.ts';
import { Scrub } from './scrub.ts';
import type { InterruptReason, Tool, ToolContext } from './toolContext.ts';
import type { ToolOverlay } from './toolOverlay.ts';
import type { PointerInput } from './view.ts';
import { ViewFocus } from './viewFocus.ts';

/** The one place where pointer events of every view arrive; hands them to the tool that is on. */
export class ToolController {
  readonly overlay: StoreApi<ToolOverlay> = createStore<ToolOverlay>(() => ({ cursor: 'default' }));
  /** The view that keys act in. */
  readonly focus = new ViewFocus();
  /** What else the points of the last fit may be. */
  readonly fits = new FitHypotheses();
  /** The lidar point under the pointer. */
  readonly link: PointLink;
  readonly #context: Omit<ToolContext, 'overlay' | 'fits'>;
  readonly #tools: Readonly<Record<EditorState['tool'], Tool>>;
  readonly #carry: CarryTool;
  readonly #pins: PinTool;
  /** Where the pointer is, over a view. */
  #at: PointerInput | undefined;
  /** The tool that was pressed hears of the release even when it has switched to another by then. */
  #pressed: Tool | undefined;
  /** The last release was the carry tool's. */
  #hasPutDown = false;
  #scrub: Scrub | undefined;

  constructor(context: Omit<ToolContext, 'overlay' | 'fits'>) {
    const full: ToolContext = { ...context, overlay: this.overlay, fits: this.fits };
    this.#context = context;
    this.link = new PointLink(context);
    this.#carry = new CarryTool(full);
    this.#pins = new PinTool(full);
    this.#tools = {
      select: new ImageSelectTool(full),
      draw: new DrawTool(full),
      box2d: new DrawBox2dTool(full),
      measure: new MeasureTool(full),
      carry: this.#carry,
      region: new RegionTool(full),
      note: new NoteTool(full),
    };
  }

  /**
   * `ignored`: the view may navigate (orbit, pan). Its moves and release are to be sent all the same: only the release
   * tells whether it was a click.
   */
  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    this.focus.click(input.view);
    this.link.clear();
    const tool = this.#toolAt(input);
    if (input.button === 'left') this.#pressed = tool;
    return tool.pointerDown(input);
  }

  pointerMove(input: PointerInput): void {
    this.#at = input;
    this.focus.over(input.view);
    if (this.#pressed === undefined) this.link.over(input);
    (this.#pressed ?? this.#toolAt(input)).pointerMove(input);
  }

  pointerUp(input: PointerInput): void {
    const tool = this.#pressed ?? this.#toolAt(input);
    this.#pressed = undefined;
    this.#hasPutDown = tool === this.#carry;
    tool.pointerUp(input);
  }

  /** After the release of the second click; false when no tool wanted it. */
  doubleClick(input: PointerInput): boolean {
    // A click that put copies down has ended the tool that knows.
    return this.#hasPutDown || (this.#current.doubleClick?.(input) ?? false);
  }

  /** The pointer is over no view any more. */
  pointerLeave(): void {
    this.#at = undefined;
    this.focus.leave();
    this.link.clear();
    const { state } = this.#context;
    if (state.getState().hovered !== undefined) state.setState({ hovered: undefined });
    this.#current.pointerLeave?.();
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

  /** Is the pointer over a view? */
  get isPointing(): boolean {
    return this.#at !== undefined;
  }

  /** Hangs copies on the pointer until they are put down. */
  carry(carry: Carry): void {
    this.use('carry');
    this.#carry.take(carry);
    if (this.#at !== undefined) this.#carry.pointerMove(this.#at);
  }

  /** Cancels what is under way; true when there was something. */
  interrupt(reason: InterruptReason): boolean {
    this.#pressed = undefined;
    const scrub = this.#scrub;
    this.#scrub = undefined;
    // Of another cloud than the one that comes.
    if (reason === 'frame') this.link.clear();
    const wasScrubbing = scrub?.isOpen === true;
    scrub?.cancel();
    return this.#current.interrupt(reason) || wasScrubbing;
  }

  /** Changes the tool; what is under way is cancelled. */
  use(tool: EditorState['tool']): void {
    if (this.#context.state.getState().tool === tool) return;
    this.interrupt('tool');
    this.#context.state.setState({ tool, hovered: undefined });
  }

  /** Pins lie over what the pointer selects; what is drawn or placed goes where they are, too. */
  #toolAt(input: PointerInput): Tool {
    const isSelecting = this.#context.state.getState().tool === 'select';
    return isSelecting && this.#pins.isOver(input) ? this.#pins : this.#current;
  }

  get #current(): Tool {
    return this.#tools[this.#context.state.getState().tool];
  }
}
