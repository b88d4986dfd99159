import { deepEqual } from '../../../deepEqual.ts';
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

/** A track that is missing between two of the frames that have labels. */
interface Gap {
  readonly trackId: string;
  /** Where it is last before it, and where it is again. */
  readonly before: string;
  readonly after: string;
  /** That have labels, and not it. */
  readonly frames: number;
}

class GapCheck implements SequenceCheck {
  readonly #context: RuleContext;
  readonly #frames = new Map<string, Labelled>();
  /** Undefined when somebody has come or gone. */
  #gaps: readonly Gap[] | undefined = [];
  #answer: ReturnType<SequenceCheck['finish']> = { findings: [], explains: () => false };

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
    if (tracksIn(known) !== tracksIn(this.#frames.get(id))) this.#gaps = undefined;
  }

  finish(): ReturnType<SequenceCheck['finish']> {
    this.#gaps ??= [...this.#look()];
    const findings = this.#gaps.map((each) => this.#judge(each)).filter((finding) => finding !== undefined);
    if (!deepEqual(findings, this.#answer.findings)) this.#answer = { ...this.#answer, findings };
    return this.#answer;
  }

  *#look(): Iterable<Gap> {
    const last = new Map<string, { readonly order: number; readonly frameId: string }>();
    const inOrder = [...this.#frames].toSorted(([, a], [, b]) => a.index - b.index);
    for (const [order, [frameId, { sights }]] of inOrder.entries()) {
      for (const { trackId } of sights) {
        const before = last.get(trackId);
        last.set(trackId, { order, frameId });
        const frames = before === undefined ? 0 : order - before.order - 1;
        if (before !== undefined && frames > 0)
          yield { trackId, before: before.frameId, after: frameId, frames };
      }
    }
  }

  #judge({ trackId, before, after, frames }: Gap): Finding | undefined {
    const [earlier, sight] = [this.#sight(before, trackId), this.#sight(after, trackId)];
    if (earlier === undefined || sight === undefined) return undefined;
    const rangeMetres = Math.max(earlier.rangeMetres, sight.rangeMetres);
    const points = Math.min(earlier.points ?? Infinity, sight.points ?? Infinity);
    if (frames > this.#context.parameter('mostFrames', sight.class)) return undefined;
    if (rangeMetres > this.#context.parameter('mostRangeMetres', sight.class)) return undefined;
    if (points < this.#context.parameter('leastPoints', sight.class)) return undefined;
    return objectFinding(gap, after, sight, this.#context, {
      params: { frames, rangeMetres },
      badness: 1 / rangeMetres,
    });
  }

  #sight(frameId: string, trackId: string): Sight | undefined {
    return this.#frames.get(frameId)?.sights.find((sight) => sight.trackId === trackId);
  }
}

function tracksIn(labelled: Labelled | undefined): string {
  return labelled?.sights.map(({ trackId }) => trackId).join() ?? '';
}
