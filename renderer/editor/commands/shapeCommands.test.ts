import { beforeEach, describe, expect, test } from 'vitest';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { CuboidId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { addCuboid } from '../testing/addCuboid.ts';
import { lookingView, pointer, topView } from '../testing/fakeViews.ts';
import { createWorld, openSession, type World } from '../testing/openSession.ts';
import { settled } from '../testing/settled.ts';
import { boxAt } from '../testing/someRecords.ts';
import { COMMAND_IDS, type CommandId } from './commandTable.ts';

let world: World;
let session: EditorSession;
let id: CuboidId;

beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
  id = addCuboid(session, boxAt(10));
});

function centre(): readonly number[] {
  return session.document.get(id)?.cuboid.centre ?? [];
}

function yaw(): number {
  const record = session.document.get(id);
  return record === undefined ? Number.NaN : cuboidYaw(record.cuboid);
}

describe('moving by keys', () => {
  test.each<[CommandId, readonly number[]]>([
    ['cuboid.moveUp', [10.05, 0, 0.8]],
    ['cuboid.moveDown', [9.95, 0, 0.8]],
    ['cuboid.moveLeft', [10, 0.05, 0.8]],
    ['cuboid.moveRight', [10, -0.05, 0.8]],
    ['cuboid.moveUpFar', [10.25, 0, 0.8]],
    ['cuboid.moveLeftFine', [10, 0.01, 0.8]],
  ])('%s from above goes that way on screen', (command, expected) => {
    session.commands.run(command);
    expect(centre()).toEqual(expected);
  });

  test('up is away from the viewer of the view under the pointer', () => {
    // Looks along +y.
    const view = lookingView([10, -20, 8], [10, 0, 0]);
    session.tools.pointerMove(pointer(view, [10, 10], { button: 'none' }));
    session.commands.run('cuboid.moveUp');
    expect(centre()).toEqual([10, 0.05, 0.8]);
    session.commands.run('cuboid.moveRight');
    expect(centre()).toEqual([10.05, 0.05, 0.8]);
  });

  test('a burst is one entry, a pause begins the next', async () => {
    const before = session.document.history.entries.length;
    for (let i = 0; i < 20; i++) {
      session.commands.run(i % 2 === 0 ? 'cuboid.moveUp' : 'cuboid.moveLeft');
      world.environment.time += 400;
    }
    expect(session.document.history.entries).toHaveLength(before + 1);
    world.environment.time += 1;
    session.commands.run('cuboid.moveUp');
    expect(session.document.history.entries).toHaveLength(before + 2);
    await session.undo();
    await session.undo();
    expect(centre()).toEqual([10, 0, 0.8]);
  });

  test('a turn between two moves begins another', () => {
    const before = session.document.history.entries.length;
    session.commands.run('cuboid.moveUp');
    session.commands.run('cuboid.turnLeft');
    session.commands.run('cuboid.moveUp');
    expect(session.document.history.entries).toHaveLength(before + 3);
  });

  test('an undo ends the burst', async () => {
    session.commands.run('cuboid.moveUp');
    await session.undo();
    session.commands.run('cuboid.moveUp');
    expect(centre()).toEqual([10.05, 0, 0.8]);
    await session.undo();
    expect(centre()).toEqual([10, 0, 0.8]);
  });

  test('every selected cuboid moves, in one entry', async () => {
    const other = addCuboid(session, boxAt(20));
    session.select([id, other]);
    session.commands.run('cuboid.moveUp');
    expect(session.document.get(other)?.cuboid.centre[0]).toBe(20.05);
    await session.undo();
    expect([centre()[0], session.document.get(other)?.cuboid.centre[0]]).toEqual([10, 20]);
  });

  test('during a drag the drag is cancelled first', () => {
    session.tools.pointerDown(pointer(topView, [400, 100]));
    session.tools.pointerMove(pointer(topView, [400, 50]));
    expect(session.document.isGestureRunning).toBe(true);
    session.commands.run('cuboid.moveUp');
    expect(centre()).toEqual([10.05, 0, 0.8]);
  });
});

describe('turning by keys', () => {
  test.each<[CommandId, number]>([
    ['cuboid.turnLeft', 1],
    ['cuboid.turnRight', -1],
    ['cuboid.turnLeftFar', 5],
    ['cuboid.turnRightFar', -5],
    ['cuboid.rotateQuarter', 90],
  ])('%s by %d°', (command, degrees) => {
    session.commands.run(command);
    expect((yaw() * 180) / Math.PI).toBeCloseTo(degrees, 6);
    expect(centre()).toEqual([10, 0, 0.8]);
  });

  test('several turn about the middle of theirs, and each flips about its own', async () => {
    const other = addCuboid(session, boxAt(20));
    session.select([id, other]);
    session.commands.run('cuboid.rotateQuarter');
    const centres = (): readonly (readonly number[])[] =>
      [id, other].map((one) => session.document.get(one)!.cuboid.centre);
    expect(
      centres()
        .flat()
        .map((value) => Math.round(value * 1e6) / 1e6),
    ).toEqual([15, -5, 0.8, 15, 5, 0.8]);
    expect((yaw() * 180) / Math.PI).toBeCloseTo(90, 6);
    const before = centres();
    session.commands.run('cuboid.flip');
    expect(centres()).toEqual(before);
    await session.undo();
    await session.undo();
    expect(centres()).toEqual([
      [10, 0, 0.8],
      [20, 0, 0.8],
    ]);
  });

  test('flipping twice is nothing', () => {
    const before = session.document.get(id)?.cuboid;
    session.commands.run('cuboid.flip');
    expect(Math.abs(yaw())).toBeCloseTo(Math.PI, 6);
    session.commands.run('cuboid.flip');
    expect(session.document.get(id)?.cuboid).toEqual(before);
  });
});

describe('about the vehicle', () => {
  test('the selection turns about the origin of the label frame once that is switched on, and says so', () => {
    session.commands.run('edit.turnAboutEgo');
    expect(session.state.getState().prompt).toEqual({ kind: 'turns-about', pivot: 'ego' });
    session.commands.run('cuboid.rotateQuarter');
    expect(centre()).toEqual([0, 10, 0.8]);
    expect(yaw()).toBeCloseTo(Math.PI / 2, 6);
    session.commands.run('edit.turnAboutEgo');
    session.commands.run('cuboid.rotateQuarter');
    expect(centre()).toEqual([0, 10, 0.8]);
  });
});

test('mirroring swaps left and right of the view under the pointer, about the middle of the selection', () => {
  const other = addCuboid(session, { ...boxAt(10), centre: [14, 6, 0.8] });
  session.editCuboids([other], () => ({ yawRad: 0.5 }));
  session.select([id, other]);
  session.tools.pointerMove(pointer(topView, [10, 10], { button: 'none' }));
  session.commands.run('cuboid.mirror');
  expect(centre()).toEqual([10, 6, 0.8]);
  const { centre: place, ...rest } = session.document.get(other)!.cuboid;
  expect(place).toEqual([14, 0, 0.8]);
  expect(cuboidYaw({ centre: place, ...rest })).toBeCloseTo(-0.5, 6);
});

test('settling puts the bottom on the ground below', () => {
  world.queries.groundAt = (x) => -1.5 + 0.01 * x;
  session.commands.run('cuboid.settle');
  expect(centre()).toEqual([10, 0, -0.6]);
  expect(session.document.get(id)?.provenance).toMatchObject({ source: 'fitted', method: 'ground' });
  session.commands.run('cuboid.moveUp');
  const byHand = session.document.get(id)?.provenance;
  expect(byHand).toMatchObject({ source: 'manual' });
  expect(byHand).not.toHaveProperty('method');
});

describe('fitting in parts', () => {
  test('the heading alone, where it was and of the size that it had', async () => {
    const before = session.document.get(id)!.cuboid;
    const cuboid = { centre: [10.3, 0.1, 0.8], size: [4.1, 1.9, 1.5], rotation: fromYaw(0.2) } as const;
    world.queries.fit = () => Promise.resolve({ cuboid, inside: 50, quality: 'fitted' });
    session.commands.run('cuboid.fitHeading');
    await settled();
    expect(session.document.get(id)?.cuboid).toMatchObject({ centre: before.centre, size: before.size });
    expect(yaw()).toBeCloseTo(0.2, 6);
    expect(session.document.get(id)?.provenance).toMatchObject({ source: 'fitted', method: 'heading' });
  });

  test('shrinking draws all faces but the floor in to the points inside', async () => {
    const before = session.document.get(id)!.cuboid;
    const floor = before.centre[2] - before.size[2] / 2;
    const along = Float64Array.of(-0.4, -0.1, 0.3);
    world.queries.section = () => Promise.resolve({ along, points: new Float64Array(9) });
    session.commands.run('cuboid.shrink');
    await settled();
    const { size, centre: after } = session.document.get(id)!.cuboid;
    expect(size[0]).toBeCloseTo(before.size[0] - 0.198, 3);
    expect(size[1]).toBeCloseTo(before.size[1] - 0.198, 3);
    expect(size[2]).toBeCloseTo(before.size[2] - 0.099, 3);
    expect(after[2] - size[2] / 2).toBeCloseTo(floor, 3);
    expect(session.document.get(id)?.provenance).toMatchObject({ source: 'fitted', method: 'shrink' });
    await session.undo();
    expect(session.document.get(id)?.cuboid).toEqual(before);
  });

  test('shrinking without a point inside says so and changes nothing', async () => {
    const before = session.document.get(id)!.cuboid;
    session.commands.run('cuboid.shrink');
    await settled();
    expect(session.document.get(id)?.cuboid).toBe(before);
    expect(session.state.getState().prompt).toEqual({ kind: 'nothing-near' });
  });
});

describe('fitting again', () => {
  test('keeps facing the way it did, though points do not tell front from rear', async () => {
    const cuboid = {
      centre: [10.3, 0.1, 0.8],
      size: [4.1, 1.9, 1.5],
      rotation: fromYaw(Math.PI - 0.1),
    } as const;
    world.queries.fit = () => Promise.resolve({ cuboid, inside: 50, quality: 'fitted' });
    session.commands.run('cuboid.fit');
    await settled();
    expect(centre()).toEqual([10.3, 0.1, 0.8]);
    expect(yaw()).toBeCloseTo(-0.1, 6);
    expect(session.document.get(id)?.provenance).toMatchObject({ source: 'fitted', method: 'again' });
    expect(world.queries.fits.at(-1)?.classSize, 'hidden sides keep the size they have').toEqual([4, 2, 1.6]);
  });

  test('with too few points leaves it as it is and says so', async () => {
    const before = session.document.get(id);
    world.queries.fit = () => Promise.resolve({ cuboid: boxAt(99), inside: 1, quality: 'sparse' });
    session.commands.run('cuboid.fit');
    await settled();
    expect(session.document.get(id)).toBe(before);
    expect(session.state.getState().prompt).toEqual({ kind: 'fit-sparse' });
  });

  test.each([
    ['Escape', (): unknown => session.commands.run('edit.cancel')],
    ['another frame', (): unknown => session.stepFrame(1)],
    ['an edit', (): unknown => session.commands.run('cuboid.moveUp')],
  ])('is dropped by %s', async (_, disturb) => {
    world.queries.fit = () =>
      settled()
        .then(settled)
        .then(() => ({ cuboid: boxAt(99), inside: 9, quality: 'fitted' }));
    session.commands.run('cuboid.fit');
    await disturb();
    for (let i = 0; i < 4; i++) await settled();
    expect(centre()[0]).toBeLessThan(11);
  });
});

describe('commands', () => {
  test('of shapes and deletion need a selection', () => {
    session.select([]);
    const ids = COMMAND_IDS.filter((command) => command.startsWith('cuboid.') || command === 'edit.delete');
    expect(ids.filter((command) => session.commands.isEnabled(command))).toEqual([]);
    expect(session.commands.run('cuboid.moveUp')).toBe(false);
  });

  test('all of them are handled, but for those of the views, the images, the inspector, the review, the app and the folder', () => {
    const others = COMMAND_IDS.filter((command) => {
      const stop = tryRegister(command);
      stop?.();
      return stop !== undefined;
    });
    expect(
      others.every((command) =>
        /^(view|images|appearance|review|app)\.|^(file\.open|cuboid\.attributes|box\.import|track\.merge|frame\.versions)$/.test(
          command,
        ),
      ),
    ).toBe(true);
  });

  test('Tab goes round the objects by number', () => {
    const second = addCuboid(session, boxAt(20));
    session.commands.run('edit.selectNext');
    expect(session.state.getState().selection).toEqual([id]);
    session.commands.run('edit.selectPrevious');
    expect(session.state.getState().selection).toEqual([second]);
    session.select([]);
    session.commands.run('edit.selectPrevious');
    expect(session.state.getState().selection).toEqual([second]);
  });

  test('Tab goes through the objects as a list shows them', () => {
    const second = addCuboid(session, boxAt(20));
    session.state.setState({ listed: [second, id] });
    session.select([]);
    session.commands.run('edit.selectNext');
    expect(session.state.getState().selection).toEqual([second]);
    session.commands.run('edit.selectNext');
    expect(session.state.getState().selection).toEqual([id]);
  });

  test('without objects Tab is not taken', () => {
    session.deleteCuboids([id]);
    expect(session.commands.isEnabled('edit.selectNext')).toBe(false);
    expect(session.commands.isEnabled('edit.selectPrevious')).toBe(false);
  });

  test('while drawing, a digit is the class of the next cuboid and not of the last', () => {
    session.select([id]);
    const before = session.document.tracks();
    session.setTool('draw');
    session.commands.run('class.2');
    expect(session.state.getState().activeClass).toBe(
      session.state.getState().dataset.ontology.classes[1]?.name,
    );
    expect(session.document.tracks()).toBe(before);
  });

  test('frames are stepped until the end', () => {
    expect(session.commands.isEnabled('frame.previous')).toBe(false);
    expect(session.commands.isEnabled('frame.next')).toBe(true);
  });
});

/** Undefined where the command has a handler already. */
function tryRegister(command: CommandId): (() => void) | undefined {
  try {
    return session.commands.register(command, { run: () => undefined });
  } catch {
    return undefined;
  }
}
