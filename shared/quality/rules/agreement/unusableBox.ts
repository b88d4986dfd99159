import { AGREEMENT_PARAMETERS } from '../../agreement/agreementParameters.ts';
import { rounded } from '../../agreement/agreementFinding.ts';
import { analyseFrame } from '../../agreement/analyseFrame.ts';
import type { BoxFault } from '../../agreement/boxFault.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';
import type { Box2dJson } from '../../../labels/sidecar.ts';

/**
 * A 2D box that cannot be compared: its edges are no numbers, the wrong way round or without area, or it lies outside its
 * image. An inverted one is put right by exchanging its edges. Of images that are not there, `noImage` tells.
 */
export const unusableBox: FrameRule = {
  id: 'AGR014',
  severity: 'error',
  scope: 'frame',
  isFixable: true,
  parameters: AGREEMENT_PARAMETERS,
  *check(frame, context): Iterable<Finding> {
    for (const { box, fault } of analyseFrame(frame, context).scene.faults) {
      if (fault === 'unknownCamera') continue;
      const { left, top, right, bottom } = box.rectangle;
      const fix = fixOf(box, fault);
      yield {
        rule: 'AGR014',
        severity: 'error',
        frameId: frame.id,
        ...(box.trackId === undefined ? {} : { trackId: box.trackId }),
        box2dId: box.id,
        camera: box.camera,
        params: {
          fault,
          class: box.class,
          camera: box.camera,
          left: textOf(left),
          top: textOf(top),
          right: textOf(right),
          bottom: textOf(bottom),
        },
        badness: 1,
        ...(fix === undefined ? {} : { fix }),
      };
    }
  },
};

/** `NaN` would become `null` in a report. */
function textOf(value: number): number | string {
  return Number.isFinite(value) ? rounded(value, 1) : String(value);
}

function fixOf({ id, rectangle: { left, top, right, bottom } }: Box2dJson, fault: BoxFault): Fix | undefined {
  if (fault !== 'inverted' || left === right || top === bottom) return undefined;
  const rectangle = {
    left: Math.min(left, right),
    top: Math.min(top, bottom),
    right: Math.max(left, right),
    bottom: Math.max(top, bottom),
  };
  return { kind: 'rectangle', box2dId: id, rectangle };
}
