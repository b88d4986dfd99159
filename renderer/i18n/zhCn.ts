import type { en } from './en.ts';
import type { TranslationOf } from './translationOf.ts';
import { batch } from './zhCn/batch.ts';
import { boxes } from './zhCn/boxes.ts';
import { calibration } from './zhCn/calibration.ts';
import { conflict } from './zhCn/conflict.ts';
import { frameDone } from './zhCn/frameDone.ts';
import { images } from './zhCn/images.ts';
import { importBoxes } from './zhCn/importBoxes.ts';
import { objects } from './zhCn/objects.ts';
import { program } from './zhCn/program.ts';
import { report } from './zhCn/report.ts';
import { review } from './zhCn/review.ts';
import { saving } from './zhCn/saving.ts';
import { sequence } from './zhCn/sequence.ts';
import { settings } from './zhCn/settings.ts';
import { shortcuts } from './zhCn/shortcuts.ts';
import { start } from './zhCn/start.ts';
import { tour } from './zhCn/tour.ts';
import { trackMotion } from './zhCn/trackMotion.ts';
import { versions } from './zhCn/versions.ts';
import { views } from './zhCn/views.ts';
import { viewTools } from './zhCn/viewTools.ts';

export const zhCn: TranslationOf<typeof en> = {
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
  ...viewTools,
};
