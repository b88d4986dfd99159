import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrapAngle } from '#shared/geometry/angle.ts';
import { cuboidYaw } from '#shared/geometry/cuboid.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { drawSampleObject, sampleObject } from './support/actions.ts';
import { expect, test } from './support/app.ts';

const SIDECAR = 'lidar/000000.pcd.labels.json';

/** Numbers of the sample drive's objects near the vehicle, each with the digit of its class. */
const OBJECTS = [
  { number: 26, digit: 1, className: 'car', heading: true },
  { number: 42, digit: 1, className: 'car', heading: true },
  { number: 21, digit: 4, className: 'pedestrian', heading: false },
] as const;

for (const locale of ['en-GB', 'zh-CN']) {
  test.describe(`in ${locale}`, { tag: locale === 'en-GB' ? '@long' : [] }, () => {
    test.use({ locale });

    test('a frame is labeled by keys alone once cuboids are placed', async ({ page, openSample }) => {
      const folder = await openSample();
      const sidecar = (): Sidecar | undefined =>
        existsSync(join(folder, SIDECAR))
          ? (JSON.parse(readFileSync(join(folder, SIDECAR), 'utf8')) as Sidecar)
          : undefined;
      for (const [i, { number, digit, className, heading }] of OBJECTS.entries()) {
        const { cuboid: truth } = sampleObject(number);
        // The class of the next cuboid, while none is selected.
        await page.keyboard.press('Escape');
        await page.keyboard.press(`Digit${digit}`);
        await drawSampleObject(page, number);
        // The class of what is selected: a second thought, and back.
        await page.keyboard.press('Digit2');
        await page.keyboard.press(`Digit${digit}`);
        await expect.poll(() => sidecar()?.objects.length).toBe(i + 1);
        const nearTruth = () => {
          const found = sidecar()?.objects.find(
            ({ cuboid: { centre } }) =>
              Math.hypot(centre[0] - truth.centre[0], centre[1] - truth.centre[1]) < 0.6,
          );
          return found;
        };
        await expect.poll(() => nearTruth()?.class).toBe(className);
        if (!heading) continue;
        const isBackward = () => {
          const found = nearTruth();
          return (
            found !== undefined && Math.abs(wrapAngle(found.cuboid.yaw - cuboidYaw(truth))) > Math.PI / 2
          );
        };
        if (isBackward()) await page.keyboard.press('KeyG');
        await expect.poll(isBackward).toBe(false);
      }
      // Walk through them once more, correct one by hand, and take that back.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      const before = JSON.stringify(sidecar()?.objects);
      await page.keyboard.press('Shift+KeyD');
      await expect.poll(() => JSON.stringify(sidecar()?.objects)).not.toBe(before);
      await page.keyboard.press('Control+KeyZ');
      await expect.poll(() => JSON.stringify(sidecar()?.objects)).toBe(before);
      await page.keyboard.press('Space');
      await expect(page.getByTestId('frame-name')).toHaveText('000001');
      await expect.poll(() => sidecar()?.frame).toHaveProperty('done');
    });
  });
}
