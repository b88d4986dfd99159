import { AGREEMENT_PARAMETERS } from '#shared/quality/agreement/agreementParameters.ts';
import { compareFrame } from '#shared/quality/agreement/compareFrame.ts';
import { contextFor } from '../testing/agreement/checkFrame.ts';
import { labelledScene } from '../testing/agreement/truthScenes.ts';

/** Of real 2D boxes and cuboids that the same people drew: how well they agree, and the five that do worst. */
export async function kittiAgreement(referenceRoot: string): Promise<unknown> {
  const folder = `${referenceRoot}/data/kitti_object/training`;
  const scene = await labelledScene('KITTI', folder, [1242, 375], true);
  const context = contextFor({ parameters: AGREEMENT_PARAMETERS }, scene.context);
  const all = scene.frames.flatMap((frame) => compareFrame(frame, context));
  const ious = all.map(({ iou }) => iou).sort((a, b) => a - b);
  process.stdout.write(
    `\nKITTI: ${all.length} objects, IoU ${ious.map((iou) => iou.toFixed(3)).join(' ')}\n`,
  );
  const worst = all.toSorted((a, b) => b.deviation - a.deviation).slice(0, 5);
  for (const one of worst) {
    const { left, top, right, bottom } = one.errors;
    const edges = [left, top, right, bottom].map((value) => value.toFixed(1)).join(' ');
    const { explanation } = one;
    const text =
      explanation === undefined
        ? 'no more than is usual'
        : `${explanation.correction} ${explanation.amount.toFixed(2)}, ${explanation.sigma.toFixed(1)} σ, IoU ${explanation.iouBefore.toFixed(3)} → ${explanation.iouAfter.toFixed(3)}`;
    process.stdout.write(
      `  ${one.class.padEnd(8)} at ${one.depthMetres.toFixed(1)} m: IoU ${one.iou.toFixed(3)}, edges ${edges} px, ${one.deviation.toFixed(1)} σ, ${one.verdict}: ${text}\n`,
    );
  }
  return worst.map(({ class: name, depthMetres, iou, errors, deviation, verdict }) => ({
    class: name,
    depthMetres,
    iou,
    errors,
    deviation,
    verdict,
  }));
}
