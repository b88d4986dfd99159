import { beforeEach, expect, test } from 'vitest';
import { readBoxes } from '#shared/interchange/boxes2d/readBoxes.ts';
import type { Box2dRecord } from '../../document/records.ts';
import type { EditorSession } from '../../session/editorSession.ts';
import { addCuboid } from '../../testing/addCuboid.ts';
import { createWorld, openSession, type World } from '../../testing/openSession.ts';
import { frameIdAt } from '../../testing/smallDataset.ts';
import type { BoxImportPlan } from './boxImport.ts';

/** What the front camera shows of a car of 4 × 2 × 2 m, 20 m ahead: its near face is 18 m away. */
const AHEAD = { centre: [20, 0, 0], size: [4, 2, 2], rotation: [0, 0, 0, 1] } as const;
const SEEN = [399.5 + 0.5 - 600 / 18, 299.5 + 0.5 - 600 / 18, 1200 / 18, 1200 / 18];

let world: World;
let session: EditorSession;
beforeEach(async () => {
  world = createWorld();
  session = await openSession(world);
});

/** Boxes by the index of their frame. */
function planOf(...boxes: readonly (readonly [frame: number, bbox: readonly number[]])[]): BoxImportPlan {
  const text = JSON.stringify({
    images: [0, 1, 2].map((id) => ({ id, file_name: `00000${id}.jpg` })),
    categories: [{ id: 1, name: 'car' }],
    annotations: boxes.map(([frame, bbox], id) => ({
      id,
      image_id: frame,
      category_id: 1,
      bbox,
      score: 0.5,
    })),
  });
  const read = readBoxes([{ path: 'found.json', text }], undefined, undefined, 'found.json');
  return session.boxes.imports.plan(read, 'found.json', undefined);
}

function boxesIn(frame: number): readonly Box2dRecord[] {
  return session.document.recordsIn(frameIdAt(frame)).boxes2d;
}

test('shows what an import would do, does it as one step, and matches it with cuboids', async () => {
  const id = addCuboid(session, AHEAD);
  const entries = session.document.history.entries.length;
  const plan = planOf([0, SEEN], [2, [10, 10, 50, 50]]);
  const expected = {
    counts: { added: 2, replaced: 0, same: 0, removed: 0, kept: 0 },
    matched: 1,
    changedFrames: 2,
    unread: 0,
  };
  const { matches, ...outcome } = await session.boxes.imports.preview(plan);
  expect(outcome).toEqual(expected);
  expect(matches.map(({ objectId, reason, camera }) => [objectId, reason.kind, camera])).toEqual([
    [id, 'fits', 'front'],
    [undefined, 'alone', 'front'],
  ]);
  expect(matches[0]?.names.get(id)).toBe('car 1');
  expect([...boxesIn(0), ...boxesIn(2)]).toEqual([]);
  expect(await session.boxes.imports.run(plan)).toMatchObject(expected);
  expect(session.document.history.entries).toHaveLength(entries + 1);
  expect(boxesIn(0)).toMatchObject([
    {
      source: 'model',
      linkedBy: 'matched',
      trackId: session.document.get(id)?.trackId,
      importedFrom: 'found.json',
    },
  ]);
  expect(boxesIn(2)[0]?.trackId).toBeUndefined();
  await session.saveNow();
  await session.undo();
  expect([...boxesIn(0), ...boxesIn(2)]).toEqual([]);
  await session.redo();
  expect(boxesIn(2)).toHaveLength(1);
});

test('again replaces what it brought, also where it has nothing more, and leaves what a person has', async () => {
  await session.boxes.imports.run(planOf([0, SEEN], [1, [10, 10, 50, 50]], [2, [10, 10, 50, 50]]));
  const [mine] = boxesIn(0);
  session.boxes.select(mine?.id);
  session.commands.run('cuboid.moveRightFine');
  const outcome = await session.boxes.imports.run(planOf([0, SEEN], [1, [20, 10, 50, 50]]));
  expect(outcome?.counts).toEqual({ added: 0, replaced: 1, same: 0, removed: 1, kept: 1 });
  expect(boxesIn(0)).toMatchObject([{ id: mine?.id, source: 'manual' }]);
  expect(boxesIn(1)).toMatchObject([{ rectangle: { left: 19.5 } }]);
  expect(boxesIn(2)).toEqual([]);
  const again = await session.boxes.imports.preview(planOf([0, SEEN], [1, [20, 10, 50, 50]]));
  expect(again.changedFrames).toBe(0);
});

test('what it cannot place is named, and nothing that cannot be read is touched', async () => {
  world.host.files.set(frameIdAt(1), '{');
  session = await openSession(world);
  const plan = planOf(
    [0, [5000, 0, 10, 10]],
    [1, [10, 10, 50, 50]],
    [2, [10, 10, 50, 50]],
    [7, [1, 1, 5, 5]],
  );
  expect(plan.problems.map(({ params }) => params?.['reason'])).toEqual(['noImagesListed', 'outsideImage']);
  expect(await session.boxes.imports.run(plan)).toMatchObject({ changedFrames: 1, unread: 1 });
  expect(world.host.files.get(frameIdAt(1))).toBe('{');
});
