import type { Page } from '@playwright/test';
import { positionOfSelection, selectObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { doubleCameras, labelCrowd } from './support/labelDrive.ts';
import { nextFrames, timePointerMoves, watchMainThread, watchScripts } from './support/mainThread.ts';

const CUBOIDS = 60;
/** Milliseconds of the main thread in a pointer move. */
const LONGEST_MOVE = 8;
/**
 * Of the window's own code from a pointer move until every view and six images show what it did. The aim is 16, as for
 * commands below; on a quiet machine it takes 13.
 */
const LONGEST_EDIT = 24;
const EDITS = 20;
/**
 * Of its work after a command. The aim is 50, on the line of which stands restoring what was deleted; the test reports
 * each, stops growth, and leaves room for others that slow the processor down.
 */
const LONGEST_COMMAND = 100;
/** In the first rows ahead: large in the views and in the front camera. */
const NEAR = 40;

/** Each leaves things as the next one needs them. */
const COMMANDS = {
  nudge: 'KeyW',
  turn: 'KeyQ',
  flip: 'KeyG',
  undo: 'Control+KeyZ',
  redo: 'Control+KeyY',
  class: 'Digit2',
  colour: 'Shift+Digit2',
  next: 'Tab',
  delete: 'Delete',
  restore: 'Control+KeyZ',
  hide: 'KeyH',
  show: 'Control+Shift+KeyH',
} as const;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function selectNearOne(page: Page): Promise<{ x: number; y: number }> {
  await selectObject(page, NEAR);
  await page.keyboard.press('KeyJ');
  const at = await positionOfSelection(page, 'perspective');
  // The keys go to the view under the pointer.
  await page.mouse.move(at.x, at.y);
  await settle(page);
  return at;
}

/** Drags what is selected; the button is still held when this is done. */
async function drag(page: Page): Promise<{ x: number; y: number }> {
  const { x, y } = await selectNearOne(page);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  return { x, y };
}

test('a drag among sixty cuboids is on six images within a frame’s worth of work', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  doubleCameras(folder);
  await labelCrowd(folder, CUBOIDS);
  await openFolder(folder);
  const { x, y } = await drag(page);
  const scripts = await watchScripts(page);
  const edits: number[] = [];
  for (let i = 0; i < EDITS; i += 1) {
    const before = await scripts();
    await page.mouse.move(x + 30 + i, y + 20);
    await nextFrames(page);
    edits.push((await scripts()) - before);
  }
  const edit = median(edits);
  test.info().annotations.push({ type: 'ms', description: JSON.stringify({ edit }) });
  expect(edit).toBeLessThan(LONGEST_EDIT);
});

test('with sixty cuboids and three cameras, pointer moves and commands show their results at once', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  test.setTimeout(120_000);
  const folder = sampleDrive();
  await labelCrowd(folder, CUBOIDS);
  await openFolder(folder);

  const { x, y } = await drag(page);
  const times = await timePointerMoves(page);
  await page.mouse.move(x + 60, y + 20, { steps: 16 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  const move = median(await times());

  const work = await watchMainThread(page);
  const costs: Record<string, number> = {};
  // What runs for the first time is compiled first, and collecting garbage hits one at random: the better round counts.
  for (let round = 0; round < 2; round += 1) {
    await selectNearOne(page);
    for (const [name, key] of Object.entries(COMMANDS)) {
      const before = await work();
      await page.keyboard.press(key);
      await nextFrames(page);
      costs[name] = Math.min(costs[name] ?? Infinity, (await work()) - before);
      await settle(page);
    }
  }
  test.info().annotations.push({ type: 'ms', description: JSON.stringify({ move, ...costs }) });
  expect(move).toBeLessThan(LONGEST_MOVE);
  for (const [name, ms] of Object.entries(costs)) expect(ms, name).toBeLessThan(LONGEST_COMMAND);
});
