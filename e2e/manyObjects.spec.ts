import { settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { labelCrowd } from './support/labelDrive.ts';
import { nextFrames, watchMainThread } from './support/mainThread.ts';

const OBJECTS = 3000;
/** Milliseconds of the main thread for one turn of the wheel; a display frame has 16. */
const LONGEST_SCROLL = 50;
const TURNS = 12;

test(
  'a list of three thousand objects scrolls at once, to its end, and finds any of them',
  { tag: '@long' },
  async ({ page, sampleDrive, openFolder }) => {
    test.setTimeout(120_000);
    const folder = sampleDrive();
    await labelCrowd(folder, OBJECTS);
    await openFolder(folder);
    await settle(page);
    const list = page.getByRole('listbox', { name: 'Objects' });
    const rows = list.getByRole('option');
    await expect(rows.first()).toHaveAttribute('aria-setsize', String(OBJECTS));

    // What is drawn of them is the graphics card's work, which here a processor does: the list alone is looked at.
    await rows.first().click();
    await page.keyboard.press('Shift+KeyH');
    await settle(page);
    const work = await watchMainThread(page);
    const costs: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const before = await work();
      await page.mouse.wheel(0, 120);
      await nextFrames(page);
      costs.push((await work()) - before);
    }
    const median = costs.toSorted((a, b) => a - b)[TURNS / 2]!;
    test.info().annotations.push({ type: 'ms', description: `scroll ${median.toFixed(1)}` });
    expect(median).toBeLessThan(LONGEST_SCROLL);
    expect(await rows.count(), 'rows in the page').toBeLessThan(80);
    await expect(rows.first()).not.toHaveAttribute('aria-posinset', '1');

    await list.focus();
    await page.keyboard.press('End');
    await expect(list.getByRole('option', { selected: true })).toHaveAttribute(
      'aria-posinset',
      String(OBJECTS),
    );
    await expect(list.getByRole('option', { selected: true })).toBeInViewport();
    await page.getByRole('searchbox', { name: 'Filter objects' }).fill('car 2222');
    await expect(page.getByTestId('object-row-2222')).toBeVisible();
    await expect(rows).toHaveCount(1);
  },
);
