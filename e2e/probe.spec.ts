import { test } from './support/app.ts';
import { labelForReview } from './support/reviewDrive.ts';

test('probe', async ({ page, sampleDrive, openFolder }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  const folder = sampleDrive();
  await labelForReview(folder, 2, { misplacedMetres: 0.45 });
  await openFolder(folder);
  const log = () => page.evaluate(() => ({ f: window.boxwrightDiagnostics?.framesRendered, p: window.boxwrightDiagnostics?.pointsDrawn, s: JSON.stringify([...document.querySelectorAll('.scene canvas, .scene, .scene-area__canvas')].map((c) => [c.className, getComputedStyle(c).visibility, c.getBoundingClientRect().toJSON(), getComputedStyle(c).zIndex])) }));

  await page.keyboard.press('F4');
  await page.waitForTimeout(1500);
  await page.keyboard.press('KeyV');
  await page.waitForTimeout(1000);
  await page.keyboard.press('Tab');
  await page.waitForTimeout(1000);
  await page.addStyleTag({ content: '.review-image{display:none !important}' });
  await page.waitForTimeout(500);
  await page.screenshot({ path: '/tmp/p0.png' });
  console.log(await page.evaluate(() => { const c = document.querySelector('.scene canvas') as HTMLCanvasElement; return [c.width, c.height, c.style.cssText, c.parentElement!.style.cssText, c.parentElement!.parentElement!.style.cssText, c.parentElement!.parentElement!.className].join('|'); }));
});
