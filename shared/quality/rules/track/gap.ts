import { distance } from '../../../geometry/vec3.ts';
import type { Finding } from '../../finding.ts';
import { classOf, objectFinding } from '../../objectFinding.ts';
import { pointCounts } from '../../pointCounts.ts';
import type { QualityFrame } from '../../qualityFrame.ts';
import type { RuleContext, SequenceCheck, SequenceRule } from '../../rule.ts';

type Sight = Pick<QualityFrame['objects'][number], 'id' | 'trackId' | 'class'> & {
  readonly rangeMetres: number;
  /** Undefined where nobody has counted. */
  readonly points: number | undefined;
};

interface Labelled {
  readonly index: number;
  readonly sights: readonly Sight[];
}

/**
 * Missing in a few labelled frames between two in which it is there, and near enough to be seen: forgotten, mostly. Frames
 * in which nothing is labelled are no gap: many label every tenth frame only.
 */
export const gap: SequenceRule = {
  id: 'TRK009',
  severity: 'info',
  scope: 'sequence',
  isFixable: false,
  parameters: {
    /** A longer one is no slip: it was hidden. */
    mostFrames: 5,
    /** Farther from the sensor objects come and go. */
    mostRangeMetres: 50,
    /** With fewer on either side it was hardly to be seen. */
    leastPoints: 10,
  },
  start: (context) => new GapCheck(context),
};

class GapCheck implements SequenceCheck {
  readonly #context: RuleContext;
  readonly #frames = new Map<string, Labelled>();
  /** Undefined when something has changed. */
  #found: readonly Finding[] | undefined = [];

  constructor(context: RuleContext) {
    this.#context = context;
  }

  add(frame: QualityFrame): void {
    const { id, index, objects, sensor } = frame;
    const counts = pointCounts(frame);
    const known = this.#frames.get(id);
    if (objects.length === 0) this.#frames.delete(id);
    else {
      const sights = objects.map((object, i): Sight => ({
        id: object.id,
        trackId: object.trackId,
        class: classOf(this.#context, object),
        rangeMetres: distance(object.cuboid.centre, sensor),
        points: counts?.[i] ?? object.points ?? undefined,
      }));
      this.#frames.set(id, { index, sights });
    }
    // Most edits leave alone who is there.
    if (tracksIn(known) !== tracksIn(this.#frames.get(id))) this.#found = undefined;
  }

  finish(): ReturnType<SequenceCheck['finish']> {
    this.#found ??= [...this.#look()];
    return { findings: this.#found, explains: () => false };
  }

  *#look(): Iterable<Finding> {
    const last = new Map<string, { readonly order: number; readonly sight: Sight }>();
    const inOrder = [...this.#frames].toSorted(([, a], [, b]) => a.index - b.index);
    for (const [order, [frameId, { sights }]] of inOrder.entries()) {
      for (const sight of sights) {
        const before = last.get(sight.trackId);
        last.set(sight.trackId, { order, sight });
        if (before === undefined) continue;
        const frames = order - before.order - 1;
        const rangeMetres = Math.max(before.sight.rangeMetres, sight.rangeMetres);
        const points = Math.min(before.sight.points ?? Infinity, sight.points ?? Infinity);
        if (frames < 1 || frames > this.#context.parameter('mostFrames', sight.class)) continue;
        if (rangeMetres > this.#context.parameter('mostRangeMetres', sight.class)) continue;
        if (points < this.#context.parameter('leastPoints', sight.class)) continue;
        yield objectFinding(gap, frameId, sight, this.#context, {
          params: { frames, rangeMetres },
          badness: 1 / rangeMetres,
        });
      }
    }
  }
}

function tracksIn(labelled: Labelled | undefined): string {
  return labelled?.sights.map(({ trackId }) => trackId).join() ?? '';
}
