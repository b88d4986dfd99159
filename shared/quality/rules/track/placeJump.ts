import { outlierRule } from './outlierRule.ts';

/** Beside the way between its neighbours in time, or from here on elsewhere: a slip of the hand, or another object. */
export const placeJump = outlierRule({
  id: 'TRK007',
  reasons: ['off-path', 'jump'],
  parameters: { leastMetres: 0.5 },
  least: ({ parameter }, className) => parameter('leastMetres', className),
  params: ({ amount }) => ({ distanceMetres: amount }),
});
