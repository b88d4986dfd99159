import { degreesFromRadians, radiansFromDegrees } from '../../../geometry/angle.ts';
import { outlierRule } from './outlierRule.ts';

/** Its front is not where it moves to, over a run of frames. */
export const againstMotion = outlierRule({
  id: 'TRK008',
  reasons: ['against-motion'],
  parameters: { leastDegrees: 120 },
  least: ({ parameter }, className) => radiansFromDegrees(parameter('leastDegrees', className)),
  params: ({ amount, index, lastIndex }) => ({
    angleDegrees: degreesFromRadians(amount),
    frames: lastIndex - index + 1,
  }),
});
