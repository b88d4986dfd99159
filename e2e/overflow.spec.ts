import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#shared/host/contract.ts';
import { expect, test } from './support/app.ts';
import { findCutOff } from './support/cutOff.ts';
import { showPseudoTexts } from './support/pseudoTexts.ts';
import { walkScreens } from './support/screens.ts';

/** All that is wrong is told at once. */
const softly = expect.configure({ soft: true });
/** As the setting `uiSize` sets it. */
const SCALES = [1.5, 1] as const;

for (const language of ['en', 'zh-CN', 'pseudo'] as const) {
  test(`nothing is cut off at 1366 × 768 in ${language} at 100 and 150 %`, async ({
    page,
    workFolder,
    sampleDrive,
    openFolder,
  }) => {
    test.setTimeout(240_000);
    page.setDefaultTimeout(20_000);
    const settings: Partial<Settings> = { language: language === 'pseudo' ? 'en' : language };
    mkdirSync(join(workFolder, 'home'), { recursive: true });
    writeFileSync(join(workFolder, 'home/settings.json'), JSON.stringify(settings));
    if (language === 'pseudo') await showPseudoTexts(page);
    for await (const screen of walkScreens(page, { sampleDrive, openFolder })) {
      for (const scale of SCALES) {
        await page.evaluate((value) => {
          document.documentElement.style.setProperty('--ui-scale', String(value));
          // What floats is placed anew, as it would be when opened.
          window.dispatchEvent(new Event('resize'));
        }, scale);
        // What comes late is waited for: a list of folders, a saved label.
        const found = async (): Promise<string[]> =>
          (await findCutOff(page)).map((what) => `${screen}: ${what}`);
        await softly.poll(found, { message: `at ${scale * 100} %`, timeout: 3000 }).toEqual([]);
      }
    }
  });
}
