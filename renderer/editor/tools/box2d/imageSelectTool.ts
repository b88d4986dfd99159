import { SelectTool } from '../selectTool.ts';
import type { InterruptReason, Tool, ToolContext } from '../toolContext.ts';
import type { PointerInput } from '../view.ts';
import { Box2dTool } from './box2dTool.ts';

/** Selects cuboids, as every view does, and on images 2D boxes as well: a press belongs to one of the two to its end. */
export class ImageSelectTool implements Tool {
  readonly #cuboids: SelectTool;
  readonly #boxes: Box2dTool;
  readonly #context: ToolContext;
  /** Whose the press is. */
  #pressed: Tool | undefined;

  constructor(context: ToolContext) {
    this.#context = context;
    this.#cuboids = new SelectTool(context);
    this.#boxes = new Box2dTool(context);
  }

  pointerDown(input: PointerInput): 'handled' | 'ignored' {
    this.#pressed = this.#toolFor(input);
    return this.#pressed.pointerDown(input);
  }

  pointerMove(input: PointerInput): void {
    if (this.#pressed !== undefined) return this.#pressed.pointerMove(input);
    const tool = this.#toolFor(input);
    if (tool === this.#cuboids) this.#context.boxes.hover(undefined);
    else this.#letGoOfCuboid();
    return tool.pointerMove(input);
  }

  pointerUp(input: PointerInput): void {
    const tool = this.#pressed ?? this.#toolFor(input);
    this.#pressed = undefined;
    tool.pointerUp(input);
  }

  doubleClick(input: PointerInput): boolean {
    // A double-click on a box is not about the picture behind it.
    return this.#toolFor(input) === this.#boxes || this.#cuboids.doubleClick(input);
  }

  pointerLeave(): void {
    this.#context.boxes.hover(undefined);
  }

  interrupt(_reason: InterruptReason): boolean {
    this.#pressed = undefined;
    const wasDragging = this.#boxes.interrupt();
    return this.#cuboids.interrupt() || wasDragging;
  }

  #letGoOfCuboid(): void {
    const { state } = this.#context;
    if (state.getState().hovered !== undefined) state.setState({ hovered: undefined });
  }

  #toolFor(input: PointerInput): Tool {
    const isBox = input.view.image !== undefined && !input.modifiers.shift && this.#boxes.wants(input);
    return isBox ? this.#boxes : this.#cuboids;
  }
}
