import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { Box2dId, CuboidRecord } from '../document/records.ts';
import { dragged, keptInside } from '../edits/box2d/box2dShape.ts';
import { Burst } from '../edits/burst.ts';
import type { Boxes2d } from '../session/boxes2d.ts';
import type { EditorState } from '../session/editorState.ts';
import type { ToolController } from '../tools/toolController.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface BoxContext {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly boxes: Boxes2d;
  readonly tools: ToolController;
  now(): number;
}

type Handlers = Partial<Record<CommandId, CommandHandler>>;

const DIRECTIONS = { Right: [1, 0], Up: [0, -1], Left: [-1, 0], Down: [0, 1] } as const;
/** Pixels of the image, for the keys that move a cuboid by 1, 5 and 25 cm. */
const STEPS = { Fine: 1, '': 5, Far: 25 } as const;

/** Commands about 2D boxes on images. */
export function boxCommands(context: BoxContext): Handlers {
  const { state, boxes } = context;
  const hasBox = (): boolean => boxes.selected !== undefined;
  const withBox = (run: (id: Box2dId) => void | Promise<void>): (() => void | Promise<void>) => {
    return () => {
      context.tools.interrupt('command');
      const id = boxes.selected?.id;
      return id === undefined ? undefined : run(id);
    };
  };
  return {
    'box.next': { run: () => boxes.step(1), isEnabled: () => boxes.shown.length > 0 },
    'box.previous': { run: () => boxes.step(-1), isEnabled: () => boxes.shown.length > 0 },
    'box.fromProjection': {
      run: () => {
        const record = onlySelected(context);
        const camera = record && (pointedCamera(context) ?? boxes.bestCameraFor(record));
        if (record === undefined) return;
        if (camera === undefined) state.setState({ prompt: { kind: 'box2d', reason: 'no-projection' } });
        else boxes.makeFromProjection(record, camera);
      },
      isEnabled: () => onlySelected(context) !== undefined,
      whyDisabled: () => 'select-one',
    },
    'box.link': {
      run: withBox((id) => {
        const target = boxes.linkTarget;
        if (target !== undefined) boxes.edits.link(id, target);
      }),
      isEnabled: () => hasBox() && boxes.linkTarget !== undefined,
    },
    'box.linkNew': { run: withBox((id) => boxes.edits.linkNew(id)), isEnabled: hasBox },
    'box.unlink': {
      run: withBox((id) => boxes.edits.unlink(id)),
      isEnabled: () => boxes.selected?.trackId !== undefined,
    },
    'box.extent': {
      run: withBox((id) =>
        boxes.edits.setExtent(id, boxes.selected?.extent === 'amodal' ? 'visible' : 'amodal'),
      ),
      isEnabled: hasBox,
    },
    'box.copyNext': { run: () => boxes.copyAlong(1), isEnabled: () => boxes.canCopyAlong(1) },
    'box.copyPrevious': { run: () => boxes.copyAlong(-1), isEnabled: () => boxes.canCopyAlong(-1) },
  };
}

/**
 * What commands about what is selected do while that is a 2D box: by command, in place of what they do otherwise. Moves
 * are on the image, where right is right, whichever view the pointer is in.
 */
export function boxSelectionCommands(context: BoxContext): Handlers {
  const { state, boxes, tools } = context;
  const burst = new Burst(() => context.now());
  const handlers: Handlers = {};
  const add = (id: CommandId, run: (box: Box2dId) => void): void => {
    handlers[id] = {
      run: () => {
        tools.interrupt('command');
        const box = boxes.selected;
        if (box !== undefined) run(box.id);
      },
      isEnabled: () => boxes.selected !== undefined && state.getState().tool === 'select',
    };
  };
  for (const [direction, [dx, dy]] of Object.entries(DIRECTIONS)) {
    for (const [size, pixels] of Object.entries(STEPS)) {
      // The names are in the command table; template types are lost in the loops.
      add(`cuboid.move${direction}${size}` as CommandId, (id) =>
        burst.run(`move ${id}`, (mergeInto) =>
          boxes.edits.reshape(
            'move',
            id,
            (rectangle) => {
              const moved = dragged(rectangle, { x: 0, y: 0 }, dx * pixels, dy * pixels);
              const box = boxes.selected;
              const border = box?.extent === 'amodal' ? undefined : box && boxes.borderOf(box.camera);
              return border === undefined ? moved : keptInside(moved, border, true);
            },
            mergeInto === undefined ? {} : { mergeInto },
          ),
        ),
      );
    }
  }
  for (let digit = 1; digit <= 10; digit++) {
    add(`class.${digit}` as CommandId, (id) => {
      const name = state.getState().dataset.ontology.classes[digit - 1]?.name;
      if (name === undefined) return;
      state.setState({ activeClass: name });
      boxes.edits.setClass(id, name);
    });
  }
  add('edit.delete', (id) => void boxes.edits.delete(id));
  return handlers;
}

/** Lets some commands do something else where that is enabled. */
export function layHandlers(below: Handlers, above: Handlers): Handlers {
  const laid: Handlers = { ...below };
  for (const [name, over] of Object.entries(above)) {
    // Object.entries widens the keys of a record to text.
    const id = name as CommandId;
    const under = below[id];
    const isOver = (): boolean => over.isEnabled?.() ?? true;
    laid[id] = {
      ...under,
      run: () => (isOver() ? over.run() : under?.run()),
      isEnabled: () => isOver() || (under !== undefined && (under.isEnabled?.() ?? true)),
    };
  }
  return laid;
}

function onlySelected({ document, state }: BoxContext): CuboidRecord | undefined {
  const [id, ...others] = state.getState().selection;
  return id === undefined || others.length > 0 ? undefined : document.get(id);
}

/** The camera whose image the pointer is over, or was last. */
function pointedCamera({ tools }: BoxContext): string | undefined {
  return tools.focus.view?.kind === 'image' ? tools.focus.view.cameraId : undefined;
}
