import { beforeEach, describe, expect, test } from 'vitest';
import type { EditorSession } from '../session/editorSession.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { lookingView, pixelOf, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { boxAt } from '../testing/someRecords.ts';
import type { ToolView } from '../tools/view.ts';
import { Tour } from './tour.ts';

const image = lookingView([0, 0, 1.5], [10, 0, 1], 'image');

let session: EditorSession;
let tour: Tour;

beforeEach(async () => {
  session = await openSession(createWorld());
  tour = new Tour(session);
});

function step(): string {
  return tour.state.getState().step;
}

function draw(): void {
  const modifiers = { shift: false, primary: true, alt: false };
  session.setTool('draw');
  session.tools.pointerDown(pointer(topView, pixelOf(topView, [9, -1, 0])));
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [11, 1, 0])));
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [11, 1, 0]), { modifiers }));
}

function pointAtCuboid(view: ToolView): void {
  const [record] = session.document.cuboidsIn(session.state.getState().frameId!);
  session.tools.pointerMove(pointer(view, pixelOf(view, record!.cuboid.centre), { button: 'none' }));
}

describe('the tour', () => {
  test('goes from step to step as each is done', async () => {
    expect(step()).toBe('look');
    tour.navigated();
    expect(step()).toBe('draw');
    draw();
    expect(step()).toBe('check');
    pointAtCuboid(image);
    expect(step()).toBe('adjust');
    session.commands.run('cuboid.moveUp');
    expect(step()).toBe('next');
    session.commands.run('frame.next');
    await settled();
    expect(step()).toBe('finished');
    expect(tour.state.getState().done.size).toBe(5);
  });

  test('is taken by keyboard: large images and a look close by are a check too', () => {
    tour.navigated();
    draw();
    session.setImageStage({ kind: 'compare' });
    expect(step()).toBe('adjust');
    tour.back();
    session.setImageStage({ kind: 'scene' });
    expect(step(), 'putting them back is none').toBe('check');
    const [record] = session.document.cuboidsIn(session.state.getState().frameId!);
    session.setZoomedTrack(record!.trackId);
    expect(step()).toBe('adjust');
  });

  test('is not taken in by a tool that was chosen, a drag that was cancelled, or a look at another view', () => {
    tour.navigated();
    session.setTool('draw');
    session.tools.pointerDown(pointer(topView, pixelOf(topView, [9, -1, 0])));
    session.commands.run('edit.cancel');
    expect(step()).toBe('draw');
    draw();
    pointAtCuboid(topView);
    expect(step()).toBe('check');
  });

  test('does not ask again for what was done ahead of its turn', () => {
    addCuboid(session, boxAt(10));
    expect(step()).toBe('look');
    tour.navigated();
    expect(step(), 'drawn and given exact values').toBe('check');
    pointAtCuboid(image);
    expect(step()).toBe('next');
  });

  test('an undone edit is no adjustment', async () => {
    draw();
    await session.undo();
    expect([...tour.state.getState().done]).toEqual(['draw']);
  });

  test('back shows a step again, and doing it again goes on to what is open', () => {
    tour.navigated();
    draw();
    tour.back();
    expect(step()).toBe('draw');
    session.commands.run('cuboid.turnLeft');
    expect(step(), 'another deed does not leave the step').toBe('draw');
    draw();
    expect(step()).toBe('check');
  });

  test('every step can be skipped, and the end be left by going back', () => {
    for (let i = 0; i < 5; i++) tour.skip();
    expect(step()).toBe('finished');
    expect(tour.state.getState().done.size).toBe(0);
    tour.skip();
    tour.back();
    expect(step()).toBe('next');
    for (let i = 0; i < 9; i++) tour.back();
    expect(step()).toBe('look');
  });

  test('hears nothing any more once it has ended', () => {
    tour.dispose();
    draw();
    expect(tour.state.getState().done.size).toBe(0);
  });
});
