import type { Menu } from '#shared/host/contract.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { en } from '#renderer/i18n/en.ts';

type MenuRole = Extract<Menu['items'][number], { kind: 'role' }>['role'];

/** A command, what the system itself knows how to do, or a line between groups. */
export type MenuLine = CommandId | { readonly role: MenuRole } | '-';

export interface MenuPlan {
  readonly title: keyof typeof en.menu;
  readonly lines: readonly MenuLine[];
}

/** Which command stands in which menu: every one of the command table in exactly one. */
export const MENU_LAYOUT: readonly MenuPlan[] = [
  {
    title: 'file',
    lines: ['file.open', 'file.save', '-', 'app.settings', '-', { role: 'quit' }],
  },
  {
    title: 'edit',
    lines: [
      'edit.undo',
      'edit.redo',
      '-',
      // Text in fields: cuboids have a clipboard of their own, and the same keys where no field has the focus.
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      '-',
      'edit.copy',
      'edit.paste',
      'edit.delete',
      'edit.selectNext',
      'edit.selectPrevious',
      'edit.cancel',
      '-',
      'tool.select',
      'tool.draw',
    ],
  },
  {
    title: 'cuboid',
    lines: [
      'cuboid.fit',
      'cuboid.settle',
      'cuboid.flip',
      'cuboid.rotateQuarter',
      '-',
      'cuboid.duplicate',
      'cuboid.lock',
      'cuboid.attributes',
      '-',
      'cuboid.turnLeft',
      'cuboid.turnRight',
      'cuboid.turnLeftFar',
      'cuboid.turnRightFar',
      '-',
      'cuboid.moveLeft',
      'cuboid.moveRight',
      'cuboid.moveUp',
      'cuboid.moveDown',
      '-',
      'cuboid.moveLeftFar',
      'cuboid.moveRightFar',
      'cuboid.moveUpFar',
      'cuboid.moveDownFar',
      '-',
      'cuboid.moveLeftFine',
      'cuboid.moveRightFine',
      'cuboid.moveUpFine',
      'cuboid.moveDownFine',
    ],
  },
  {
    title: 'class',
    lines: [
      'class.1',
      'class.2',
      'class.3',
      'class.4',
      'class.5',
      'class.6',
      'class.7',
      'class.8',
      'class.9',
      'class.10',
    ],
  },
  {
    title: 'frame',
    lines: [
      'frame.previous',
      'frame.next',
      '-',
      'frame.previousTen',
      'frame.nextTen',
      '-',
      'frame.done',
      'frame.nextNotDone',
      'frame.notDone',
      '-',
      'frame.copyFromPrevious',
    ],
  },
  {
    title: 'view',
    lines: [
      'view.frameAll',
      'view.flyToSelection',
      'view.swapTop',
      '-',
      'view.hide',
      'view.isolate',
      'view.showAll',
      '-',
      'images.enlarge',
      'images.compare',
      'images.previous',
      'images.next',
      'images.zoomToSelection',
      'images.adjust',
      '-',
      'appearance.colorHeight',
      'appearance.colorIntensity',
      'appearance.colorDistance',
      'appearance.colorSingle',
      '-',
      'appearance.pointSizeUp',
      'appearance.pointSizeDown',
      '-',
      'app.nextRegion',
      'app.previousRegion',
      '-',
      { role: 'togglefullscreen' },
    ],
  },
  { title: 'help', lines: ['app.palette', 'app.shortcuts', 'app.tour'] },
];
