import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#shared/host/settings.ts';
import { test } from './support/app.ts';
import { expectNothingCutOff } from './support/cutOff.ts';
import { showPseudoTexts } from './support/pseudoTexts.ts';
import { walkReview } from './support/reviewScreens.ts';
import { walkScreens } from './support/screens.ts';

/**
 * English is looked at on the way of `accessibility.spec.ts`, and of the review by `review.spec.ts`: a walk takes half a
 * minute.
 */
const WALKS = [
  { what: 'every screen', language: 'zh-CN', walk: walkScreens, tag: ['@long'] },
  { what: 'every screen', language: 'pseudo', walk: walkScreens, tag: ['@long'] },
  { what: 'the review', language: 'zh-CN', walk: walkReview, tag: ['@long'] },
  { what: 'the review', language: 'pseudo', walk: walkReview, tag: ['@long'] },
] as const;

for (const { what, language, walk, tag } of WALKS) {
  test(
    `nothing is cut off at 1366 × 768 on ${what} in ${language} at 100 and 150 %`,
    { tag: [...tag] },
    async ({ page, workFolder, sampleDrive, openFolder }) => {
      test.setTimeout(240_000);
      page.setDefaultTimeout(20_000);
      const settings: Partial<Settings> = { language: language === 'pseudo' ? 'en' : language };
      mkdirSync(join(workFolder, 'home'), { recursive: true });
      writeFileSync(join(workFolder, 'home/settings.json'), JSON.stringify(settings));
      if (language === 'pseudo') await showPseudoTexts(page);
      for await (const screen of walk(page, { sampleDrive, openFolder })) {
        await expectNothingCutOff(page, screen);
      }
    },
  );
}
