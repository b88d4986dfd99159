import type { Rule } from '../rule.ts';
import { cameraLate } from '../rules/agreement/cameraLate.ts';
import { cameraMoved } from '../rules/agreement/cameraMoved.ts';
import { depthOrder } from '../rules/agreement/depthOrder.ts';
import { disagrees } from '../rules/agreement/disagrees.ts';
import { ghost } from '../rules/agreement/ghost.ts';
import { misplaced } from '../rules/agreement/misplaced.ts';
import { missingBox2d } from '../rules/agreement/missingBox2d.ts';
import { missingCuboid } from '../rules/agreement/missingCuboid.ts';
import { noImage } from '../rules/agreement/noImage.ts';
import { outOfTime } from '../rules/agreement/outOfTime.ts';
import { swappedLinks } from '../rules/agreement/swappedLinks.ts';
import { truncationFlag } from '../rules/agreement/truncationFlag.ts';
import { unusableBox } from '../rules/agreement/unusableBox.ts';
import { wrongClass } from '../rules/agreement/wrongClass.ts';
import { wrongHeading } from '../rules/agreement/wrongHeading.ts';
import { wrongLink } from '../rules/agreement/wrongLink.ts';
import { wrongSize } from '../rules/agreement/wrongSize.ts';

/** What compares cuboids with 2D boxes, in the order of their ids. */
export const AGREEMENT_RULES: readonly Rule[] = [
  missingBox2d,
  missingCuboid,
  wrongLink,
  swappedLinks,
  wrongClass,
  misplaced,
  wrongSize,
  wrongHeading,
  ghost,
  outOfTime,
  truncationFlag,
  depthOrder,
  disagrees,
  unusableBox,
  cameraMoved,
  cameraLate,
  noImage,
];
