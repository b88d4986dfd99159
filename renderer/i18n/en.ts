import { batch } from './en/batch.ts';
import { boxes } from './en/boxes.ts';
import { calibration } from './en/calibration.ts';
import { conflict } from './en/conflict.ts';
import { frameDone } from './en/frameDone.ts';
import { images } from './en/images.ts';
import { importBoxes } from './en/importBoxes.ts';
import { objects } from './en/objects.ts';
import { program } from './en/program.ts';
import { report } from './en/report.ts';
import { review } from './en/review.ts';
import { saving } from './en/saving.ts';
import { sequence } from './en/sequence.ts';
import { settings } from './en/settings.ts';
import { shortcuts } from './en/shortcuts.ts';
import { start } from './en/start.ts';
import { tour } from './en/tour.ts';
import { trackMotion } from './en/trackMotion.ts';
import { versions } from './en/versions.ts';
import { views } from './en/views.ts';
import { viewTools } from './en/viewTools.ts';

/**
 * Every text of the interface except the titles of commands (`commandTitles`) and of problems (`#shared/problems`),
 * one file for each area. English is the source: a key that Chinese lacks does not compile. Sentence case, no full stop
 * after one sentence, "…" when more input follows.
 */
export const en = {
  ...program,
  ...batch,
  ...settings,
  ...shortcuts,
  ...start,
  ...report,
  ...review,
  ...saving,
  ...objects,
  ...views,
  ...viewTools,
  ...frameDone,
  ...images,
  ...boxes,
  ...importBoxes,
  ...calibration,
  ...conflict,
  ...tour,
  ...sequence,
  ...trackMotion,
  ...versions,
} as const;
