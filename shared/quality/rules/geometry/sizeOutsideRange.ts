import { classOf, objectFinding } from '../../objectFinding.ts';
import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

const SIDES = ['length', 'width', 'height'] as const;

/** Longer, wider or higher than its class may be, or less. Of several sides the one that is furthest off. */
export const sizeOutsideRange: FrameRule = {
  id: 'GEO001',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {
    /** Of the typical size that the ontology gives for the class. */
    leastLengthShare: 0.5,
    mostLengthShare: 2,
    leastWidthShare: 0.5,
    mostWidthShare: 2,
    leastHeightShare: 0.5,
    mostHeightShare: 2,
  },
  *check({ id, objects }, context): Iterable<Finding> {
    const sizes = new Map(context.ontology.classes.map(({ name, size }) => [name, size]));
    for (const object of objects) {
      const className = classOf(context, object);
      const typical = sizes.get(className);
      // What classes get that nobody has described.
      if (typical === undefined || typical.every((side) => side === 1)) continue;
      const faults = SIDES.map((side, axis) => {
        const upper = side.charAt(0).toUpperCase() + side.slice(1);
        const least = typical[axis]! * context.parameter(`least${upper}Share`, className);
        const most = typical[axis]! * context.parameter(`most${upper}Share`, className);
        const value = object.cuboid.size[axis]!;
        return { side, value, least, most, badness: Math.log(Math.max(least / value, value / most)) };
      });
      const worst = faults.reduce((a, b) => (b.badness > a.badness ? b : a));
      if (!(worst.badness > 0)) continue;
      yield objectFinding(sizeOutsideRange, id, object, context, {
        params: {
          side: worst.side,
          valueMetres: worst.value,
          leastMetres: worst.least,
          mostMetres: worst.most,
        },
        badness: worst.badness,
      });
    }
  },
};
