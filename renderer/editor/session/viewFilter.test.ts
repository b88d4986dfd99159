import { beforeEach, describe, expect, test } from 'vitest';
import type { CuboidId } from '../document/records.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { EditorSession } from './editorSession.ts';
import { cuboidsOnScreen, isFiltering, NO_FILTER, withClassToggled } from './viewFilter.ts';

let session: EditorSession;
let near: CuboidId;
let far: CuboidId;

beforeEach(async () => {
  session = await openSession(createWorld());
  near = addCuboid(session, boxAt(5));
  far = addCuboid(session, boxAt(40));
  await session.setClass([far], 'pedestrian');
  session.select([]);
});

function onScreen(): readonly CuboidId[] {
  return cuboidsOnScreen(session.document, session.state.getState())
    .toSorted((a, b) => a.cuboid.centre[0] - b.cuboid.centre[0])
    .map(({ id }) => id);
}

function drag(from: readonly [number, number], to: readonly [number, number]): void {
  session.tools.pointerDown(pointer(topView, pixelOf(topView, [...from, 0])));
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [...to, 0])));
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [...to, 0])));
}

function nextPoints(): string | undefined {
  session.commands.run('view.labelledPoints');
  return session.state.getState().filter.labelled;
}

describe('objects are hidden', () => {
  test('by class, until it is shown again', () => {
    session.setFilter(withClassToggled(NO_FILTER, 'pedestrian'));
    expect(onScreen()).toEqual([near]);
    session.setFilter(withClassToggled(session.state.getState().filter, 'pedestrian'));
    expect(onScreen()).toEqual([near, far]);
  });

  test('by distance from the vehicle', () => {
    session.setFilter({ ...NO_FILTER, withinMetres: 20 });
    expect(onScreen()).toEqual([near]);
  });

  test('outside of a region', () => {
    session.setFilter({ ...NO_FILTER, region: { centre: [40, 0], yawRad: 0, half: [3, 3] } });
    expect(onScreen()).toEqual([far]);
  });

  test('and then neither picked, nor walked through, nor taken with all', () => {
    session.setFilter({ ...NO_FILTER, withinMetres: 20 });
    session.commands.run('edit.selectAll');
    expect(session.state.getState().selection).toEqual([near]);
    session.commands.run('edit.selectNext');
    expect(session.state.getState().selection).toEqual([near]);
  });
});

test('what is selected stays, wherever it is moved', () => {
  session.select([far]);
  session.setFilter({ ...NO_FILTER, withinMetres: 20 });
  expect(onScreen()).toEqual([near, far]);
  session.select([]);
  expect(onScreen()).toEqual([near]);
});

test('drawing an object of a hidden class shows the class', () => {
  session.setFilter(withClassToggled(NO_FILTER, 'pedestrian'));
  session.setActiveClass('pedestrian');
  const drawn = addCuboid(session, boxAt(15));
  session.select([]);
  expect(onScreen()).toEqual([near, drawn, far]);
});

describe('a region', () => {
  test('is drawn on the ground, and the next time taken away', () => {
    session.commands.run('view.drawRegion');
    expect(session.state.getState().tool).toBe('region');
    drag([0, -4], [10, 4]);
    expect(session.state.getState().tool).toBe('select');
    expect(session.state.getState().filter.region?.centre).toEqual([5, 0]);
    expect(onScreen()).toEqual([near]);
    session.commands.run('view.drawRegion');
    expect(onScreen()).toEqual([near, far]);
  });

  test('too small to be meant, or given up, is none', () => {
    session.commands.run('view.drawRegion');
    drag([0, 0], [0.1, 0.1]);
    expect(session.state.getState()).toMatchObject({ tool: 'region', filter: NO_FILTER });
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [0, 0, 0])));
    session.tools.pointerMove(pointer(topView, pixelOf(topView, [9, 9, 0])));
    session.commands.run('edit.cancel');
    expect(session.tools.overlay.getState().footprint).toBeUndefined();
    expect(session.state.getState().filter).toEqual(NO_FILTER);
  });
});

test('points are all shown, then the unlabeled, then the labeled ones', () => {
  expect([nextPoints(), nextPoints(), nextPoints()]).toEqual(['outside', 'inside', undefined]);
});

test('showing everything ends every filter', () => {
  session.setFilter({ ...withClassToggled(NO_FILTER, 'car'), withinMetres: 3, labelled: 'inside' });
  expect(isFiltering(session.state.getState().filter)).toBe(true);
  session.commands.run('view.showAll');
  expect(session.state.getState().filter).toBe(NO_FILTER);
  expect(session.commands.isEnabled('view.showAll')).toBe(false);
});
