import { expect, test } from 'vitest';
import { addCuboid } from '../testing/addCuboid.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { boxAt } from '../testing/someRecords.ts';

test('Escape puts the tool away, then closes the images, then selects nothing', async () => {
  const session = await openSession(createWorld());
  addCuboid(session, boxAt(5));
  session.setImageStage({ kind: 'compare' });
  session.setTool('draw');
  const { state, commands } = session;

  commands.run('edit.cancel');
  expect(state.getState()).toMatchObject({ tool: 'select', imageStage: { kind: 'compare' } });
  commands.run('edit.cancel');
  expect(state.getState().imageStage).toEqual({ kind: 'scene' });
  expect(state.getState().selection).toHaveLength(1);
  commands.run('edit.cancel');
  expect(state.getState().selection).toEqual([]);
});

test('a drag under way when images come into the large place is cancelled', async () => {
  const session = await openSession(createWorld());
  const id = addCuboid(session, boxAt(5));
  const before = session.document.get(id);
  session.tools.pointerDown(pointer(topView, pixelOf(topView, [5, 0, 0])));
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [9, 0, 0])));
  expect(session.document.get(id)).not.toEqual(before);
  session.setImageStage({ kind: 'compare' });
  expect(session.document.get(id)).toEqual(before);
});
