import { beforeEach, expect, test } from 'vitest';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { addCuboid } from '#renderer/editor/testing/addCuboid.ts';
import { createWorld, openSession } from '#renderer/editor/testing/openSession.ts';
import { frontCamera } from '#renderer/editor/testing/smallDataset.ts';
import { boxAt } from '#renderer/editor/testing/someRecords.ts';
import { CuboidPainter, whatIsDrawn } from './cuboidPainter.ts';
import { displayedImage } from './displayedImage.ts';
import { fitViewport } from './imageViewport.ts';

const { width = 0, height = 0 } = frontCamera;
const shown = displayedImage(
  { bitmap: {} as ImageBitmap, width, height },
  frontCamera.calibration,
  undefined,
);
const panel = { width: 320, height: 240, name: { width: 0, height: 0 } };
const viewport = fitViewport({ width, height }, panel);

let session: EditorSession;
let painter: CuboidPainter;
let ahead: CuboidId;
let behind: CuboidId;
beforeEach(async () => {
  session = await openSession(createWorld());
  painter = new CuboidPainter(session, () => '#FFFFFF');
  ahead = addCuboid(session, boxAt(15));
  behind = addCuboid(session, boxAt(-15));
  session.select([]);
});

function drawn(): readonly unknown[] {
  return painter.inPanel(shown, viewport, panel, String).flatMap(whatIsDrawn);
}

/** Is what is drawn another after this, one by one? */
function changes(edit: () => void): boolean {
  const before = drawn();
  edit();
  const after = drawn();
  return before.length !== after.length || before.some((each, i) => !Object.is(each, after[i]));
}

test('what happens to a cuboid that the camera does not see changes nothing of what is drawn', () => {
  expect(changes(() => session.select([behind]))).toBe(false);
  expect(changes(() => session.commands.run('cuboid.moveLeft'))).toBe(false);
  expect(changes(() => session.commands.run('edit.delete'))).toBe(false);
  expect(changes(() => session.state.setState({ hovered: behind }))).toBe(false);
});

test('what happens to one that it sees does, be it selected, moved, pointed at, of another class or gone', async () => {
  expect(changes(() => session.state.setState({ hovered: ahead }))).toBe(true);
  expect(changes(() => session.select([ahead]))).toBe(true);
  expect(changes(() => session.commands.run('cuboid.moveLeft'))).toBe(true);
  const before = drawn();
  await session.setClass([ahead], 'truck');
  expect(drawn()).not.toEqual(before);
  expect(changes(() => session.commands.run('edit.delete'))).toBe(true);
  expect(drawn()).toEqual([]);
});
