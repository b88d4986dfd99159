import { degreesFromRadians, radiansFromDegrees } from '../../../geometry/angle.ts';
import { outlierRule } from './outlierRule.ts';

/** Turned otherwise than its neighbours in time, or from here on otherwise than before: front and rear mixed up, mostly. */
export const yawJump = outlierRule({
  id: 'TRK006',
  reasons: ['off-heading', 'turn-jump'],
  parameters: { leastDegrees: 20, 'leastDegrees.pedestrian': 60 },
  least: ({ parameter }, className) => radiansFromDegrees(parameter('leastDegrees', className)),
  params: ({ amount }) => ({ angleDegrees: degreesFromRadians(amount) }),
});
