import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#shared/host/contract.ts';
import { drawCuboid } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { findCutOff } from './support/cutOff.ts';
import { showPseudoTexts } from './support/pseudoTexts.ts';
import { LEGIBLE_SCREENS } from './support/legibleScreens.ts';

/** All that is wrong is told at once. */
const softly = expect.configure({ soft: true });
const LANGUAGES = ['en', 'zh-CN', 'pseudo'] as const;
const SIZES = [100, 150] as const;

for (const language of LANGUAGES) {
  for (const uiSize of SIZES) {
    test(`nothing is cut off at 1366 × 768 in ${language} at ${uiSize} %`, async ({
      page,
      workFolder,
      openSample,
    }) => {
      test.setTimeout(150_000);
      page.setDefaultTimeout(20_000);
      const settings: Partial<Settings> = { language: language === 'pseudo' ? 'en' : language, uiSize };
      mkdirSync(join(workFolder, 'home'), { recursive: true });
      writeFileSync(join(workFolder, 'home/settings.json'), JSON.stringify(settings));
      if (language === 'pseudo') await showPseudoTexts(page);
      await openSample();
      await drawCuboid(page);
      for (const screen of LEGIBLE_SCREENS) {
        await screen.open(page);
        // What comes late is waited for: a list of folders, a saved label.
        await softly
          .poll(async () => (await findCutOff(page)).map((what) => `${screen.name}: ${what}`), {
            timeout: 3000,
          })
          .toEqual([]);
        await screen.close(page);
      }
    });
  }
}
