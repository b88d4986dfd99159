import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { encodePcd } from 'pcd-format';
import { groundOutline, outlineOverlap } from '#shared/geometry/groundOutline.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import {
  drawCuboid,
  drawSampleObject,
  positionInImage,
  positionInView,
  positionOfSelection,
  sampleObject,
  saved,
  settle,
} from './support/actions.ts';
import { expect, test } from './support/app.ts';

const SIDECAR = 'lidar/000000.pcd.labels.json';

/** To the right, six metres ahead: large in the front camera. */
const PARKED_CAR = 26;
/** Seen from behind, 17 metres ahead. */
const CAR_AHEAD = 1;

function readSidecar(folder: string): Sidecar {
  return JSON.parse(readFileSync(join(folder, SIDECAR), 'utf8')) as Sidecar;
}

/** A digest of what a camera panel shows. */
function picture(page: Page, camera: string): Promise<number> {
  return page.getByTestId(`image-${camera}`).evaluate((panel) => {
    const canvas = panel.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((hash, value) => (hash * 31 + value) | 0, 7);
  });
}

test.describe('editing', () => {
  test('a drag moves the cuboid in the image too, and changes nothing else in the window', async ({
    page,
    openSample,
  }) => {
    await openSample();
    await drawSampleObject(page, PARKED_CAR);
    await saved(page);
    const at = await positionOfSelection(page, 'perspective');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 6, at.y);
    const before = await picture(page, 'front');
    // Whatever React writes, it writes into the document.
    await page.evaluate(() => {
      const touched = new Set<string>();
      new MutationObserver((mutations) => {
        for (const { target } of mutations) {
          const element = target instanceof Element ? target : target.parentElement;
          if (element === null || element.closest('.inspector') !== null) continue;
          if (element.closest('[data-testid="selection-points"]') !== null) continue;
          if (element.tagName !== 'CANVAS') touched.add(element.outerHTML.slice(0, 120));
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      Reflect.set(window, 'touched', touched);
    });
    await page.mouse.move(at.x + 60, at.y + 12, { steps: 8 });
    await expect.poll(() => picture(page, 'front')).not.toBe(before);
    const touched = await page.evaluate(() => [...(Reflect.get(window, 'touched') as Set<string>)]);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(touched).toEqual([]);
  });

  test('the numbers of the inspector follow a drag, and Escape takes it back', async ({
    page,
    openSample,
  }) => {
    await openSample();
    await drawCuboid(page);
    await saved(page);
    const field = page.getByTestId('field-centre-x');
    const start = await field.inputValue();
    const at = await positionOfSelection(page, 'perspective');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 40, at.y + 10, { steps: 5 });
    await expect.poll(() => field.inputValue()).not.toBe(start);
    await page.keyboard.press('Escape');
    await expect.poll(() => field.inputValue()).toBe(start);
    await page.mouse.up();
    await expect.poll(() => field.inputValue()).toBe(start);
  });

  test('a click with the draw tool fits the object there; on the ground it makes nothing and says so', async ({
    page,
    openSample,
  }) => {
    await openSample();
    await settle(page);
    const { centre, size } = sampleObject(CAR_AHEAD).cuboid;
    await page.keyboard.press('KeyF');
    const rear = await positionInView(page, 'perspective', [centre[0] - size[0] / 2, centre[1], centre[2]]);
    await page.mouse.click(rear.x, rear.y);
    await expect(page.getByRole('option')).toHaveCount(1);
    const length = Number(await page.getByTestId('field-size-l').inputValue());
    expect(Math.abs(length - size[0])).toBeLessThan(0.5);

    await page.keyboard.press('KeyF');
    const road = await positionInView(page, 'perspective', [9, 1.5, -1.75]);
    await page.mouse.click(road.x, road.y);
    await expect(page.getByText(/^(Nothing to fit|Only ground) here/)).toBeVisible();
    await expect(page.getByRole('option')).toHaveCount(1);
  });

  test('a rectangle on an image fits what stands there, and so does a click', async ({
    page,
    openSample,
  }) => {
    await openSample();
    await settle(page);
    const image = { width: 640, height: 400 };
    const selected = () => page.evaluate(() => window.boxwrightDiagnostics?.selectedCuboid?.());
    // A parked car on the fisheye, with some pixels of room.
    await page.keyboard.press('KeyF');
    const from = await positionInImage(page, 'left', [375, 137], image);
    const to = await positionInImage(page, 'left', [511, 196], image);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByRole('option')).toHaveCount(1);
    const parked = sampleObject(42).cuboid;
    const found = (await selected())!;
    expect(outlineOverlap(groundOutline(found), groundOutline(parked))).toBeGreaterThan(0.7);

    await page.keyboard.press('KeyF');
    const middle = await positionInImage(page, 'front', [405, 197], image);
    await page.mouse.click(middle.x, middle.y);
    await expect(page.getByRole('option')).toHaveCount(2);
    const clicked = (await selected())!;
    expect(outlineOverlap(groundOutline(clicked), groundOutline(sampleObject(27).cuboid))).toBeGreaterThan(
      0.6,
    );
  });

  test('numbers, classes, undo and redo end up in the file', async ({ page, openSample }) => {
    const folder = await openSample();
    await drawCuboid(page);
    const field = page.getByTestId('field-size-l');
    await field.fill('4.5');
    await field.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByTestId('scene').click({ button: 'middle', position: { x: 5, y: 60 } });
    await page.keyboard.press('Digit2');
    await expect
      .poll(() => existsSync(join(folder, SIDECAR)) && readSidecar(folder).objects[0]?.class)
      .toBe('truck');
    expect(readSidecar(folder).objects[0]?.cuboid.size[0]).toBe(4.5);

    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => readSidecar(folder).objects[0]?.class).toBe('car');
    await page.keyboard.press('Control+KeyZ');
    await expect.poll(() => readSidecar(folder).objects[0]?.cuboid.size[0]).not.toBe(4.5);
    await page.keyboard.press('Control+KeyY');
    await expect.poll(() => readSidecar(folder).objects[0]?.cuboid.size[0]).toBe(4.5);
    await page.keyboard.press('Delete');
    await expect.poll(() => readSidecar(folder).objects.length).toBe(0);
  });

  test('a click on the image selects the object there', async ({ page, openSample }) => {
    const folder = await openSample();
    await drawSampleObject(page, PARKED_CAR);
    await saved(page);
    await page.keyboard.press('Escape');
    const selected = page.locator('[role="option"][aria-selected="true"]');
    await expect(selected).toHaveCount(0);
    const { clipped } = readSidecar(folder).objects[0]!.projections.find(({ camera }) => camera === 'front')!;
    const middle = [(clipped.left + clipped.right) / 2, (clipped.top + clipped.bottom) / 2] as const;
    const at = await positionInImage(page, 'front', middle, { width: 640, height: 400 });
    await page.mouse.click(at.x, at.y);
    await expect(selected).toHaveCount(1);
  });

  test('leaving while an edit is being saved asks first, and staying saves it', async ({
    page,
    openSample,
  }) => {
    const folder = await openSample();
    await page.route('**/rpc/labels.save', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await drawCuboid(page);
    const question = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await question;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await saved(page);
    expect(readSidecar(folder).objects).toHaveLength(1);
  });

  test('a cloud in map coordinates is framed whole, and labelled to the millimetre', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = join(workFolder, 'map');
    mkdirSync(join(folder, 'lidar'), { recursive: true });
    const centre = [431_200.5, 5_412_750.25, 312] as const;
    const side = 60;
    const columns = [0, 1, 2].map(() => new Float64Array(side * side)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let i = 0; i < side * side; i++) {
      columns[0][i] = centre[0] + ((i % side) - side / 2) * 0.5;
      columns[1][i] = centre[1] + (Math.floor(i / side) - side / 2) * 0.5;
      columns[2][i] = centre[2] + (i % 7 === 0 ? 1 : 0);
    }
    const names = ['x', 'y', 'z'] as const;
    writeFileSync(
      join(folder, 'lidar/000000.pcd'),
      encodePcd(
        names.map((name, axis) => ({ name, values: columns[axis]! })),
        { encoding: 'binary' },
      ),
    );
    await openFolder(folder);
    const view = (await page.getByTestId('scene').boundingBox())!;
    const corners = [
      [centre[0] - 14, centre[1] - 14, centre[2]],
      [centre[0] + 14, centre[1] + 14, centre[2]],
    ] as const;
    for (const corner of corners) {
      const pixel = await page.evaluate(
        (at) => window.boxwrightDiagnostics!.views!['perspective']!.project(at),
        corner,
      );
      expect(pixel![0]).toBeGreaterThan(0);
      expect(pixel![0]).toBeLessThan(view.width);
      expect(pixel![1]).toBeGreaterThan(0);
      expect(pixel![1]).toBeLessThan(view.height);
    }
    await drawCuboid(page);
    await expect.poll(() => existsSync(join(folder, SIDECAR))).toBe(true);
    const [object] = readSidecar(folder).objects;
    expect(
      Math.hypot(object!.cuboid.centre[0] - centre[0], object!.cuboid.centre[1] - centre[1]),
    ).toBeLessThan(60);
  });
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the window speaks Chinese where the system does', async ({ page, openSample }) => {
    await openSample();
    await expect(page.getByRole('heading', { name: '对象' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });
});
