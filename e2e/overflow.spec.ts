import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#shared/host/settings.ts';
import { test } from './support/app.ts';
import { expectNothingCutOff } from './support/cutOff.ts';
import { showPseudoTexts } from './support/pseudoTexts.ts';
import { walkScreens } from './support/screens.ts';

// English is looked at on the way of `accessibility.spec.ts`: a walk takes half a minute.
for (const language of ['zh-CN', 'pseudo'] as const) {
  test(
    `nothing is cut off at 1366 × 768 in ${language} at 100 and 150 %`,
    { tag: language === 'pseudo' ? '@long' : [] },
    async ({ page, workFolder, sampleDrive, openFolder }) => {
      test.setTimeout(240_000);
      page.setDefaultTimeout(20_000);
      const settings: Partial<Settings> = { language: language === 'pseudo' ? 'en' : language };
      mkdirSync(join(workFolder, 'home'), { recursive: true });
      writeFileSync(join(workFolder, 'home/settings.json'), JSON.stringify(settings));
      if (language === 'pseudo') await showPseudoTexts(page);
      for await (const screen of walkScreens(page, { sampleDrive, openFolder })) {
        await expectNothingCutOff(page, screen);
      }
    },
  );
}
