import { SEVERITIES, type Severity } from '#shared/quality/finding.ts';
import type { FindingsState } from '#renderer/editor/review/findingsBoard.ts';
import type { FindingScope } from '#renderer/editor/review/findingGroups.ts';
import { findingStanding } from '#renderer/editor/review/findingStanding.ts';
import { FRAME_STANDINGS, type FrameStanding } from '#renderer/editor/review/reviewRecords.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';

/** One bar: how many open findings there are of how many labels. */
export interface OverviewBar {
  readonly scope: FindingScope;
  readonly open: number;
  /** Undefined where it is not counted by labels. */
  readonly objects: number | undefined;
}

export interface OverviewFacts {
  readonly standings: ReadonlyMap<FrameStanding, number>;
  readonly severities: ReadonlyMap<Severity, number>;
  readonly class: readonly OverviewBar[];
  readonly camera: readonly OverviewBar[];
  readonly author: readonly OverviewBar[];
  readonly frame: readonly OverviewBar[];
}

/** Frames with most findings that are shown. */
const MOST_FRAMES = 8;

/** What the overview shows of everything that was found. */
export function overviewFacts({
  findings,
  frames,
}: Pick<FindingsState, 'findings' | 'frames'>): OverviewFacts {
  const standings = new Map<FrameStanding, number>(FRAME_STANDINGS.map((standing) => [standing, 0]));
  const severities = new Map<Severity, number>(SEVERITIES.map((severity) => [severity, 0]));
  const counts = { class: new Counts(), camera: new Counts(), author: new Counts(), frame: new Counts() };
  for (const [frameId, { standing, objects }] of frames) {
    standings.set(standing, (standings.get(standing) ?? 0) + 1);
    for (const { class: className, author } of objects.values()) {
      counts.class.addObject(className);
      counts.author.addObject(author ?? '');
      counts.frame.addObject(frameId);
    }
  }
  for (const finding of findings) {
    const facts = frames.get(finding.frameId as FrameId);
    if (findingStanding(finding, facts) !== 'open') continue;
    severities.set(finding.severity, (severities.get(finding.severity) ?? 0) + 1);
    if (finding.camera !== undefined) counts.camera.addOpen(finding.camera);
    counts.frame.addOpen(finding.frameId);
    const object = facts?.objects.get(finding.objectId?.toLowerCase() ?? '');
    if (object === undefined) continue;
    counts.class.addOpen(object.class);
    counts.author.addOpen(object.author ?? '');
  }
  return {
    standings,
    severities,
    class: counts.class.bars('class'),
    camera: counts.camera.bars('camera'),
    author: counts.author.bars('author'),
    frame: counts.frame
      .bars('frame')
      .filter(({ open }) => open > 0)
      .slice(0, MOST_FRAMES),
  };
}

class Counts {
  readonly #open = new Map<string, number>();
  readonly #objects = new Map<string, number>();

  addOpen(name: string): void {
    this.#open.set(name, (this.#open.get(name) ?? 0) + 1);
  }

  addObject(name: string): void {
    this.#objects.set(name, (this.#objects.get(name) ?? 0) + 1);
  }

  /** The most first. */
  bars(kind: FindingScope['kind']): readonly OverviewBar[] {
    const names = new Set([...this.#open.keys(), ...this.#objects.keys()]);
    return [...names]
      .map((value) => ({
        scope: { kind, value },
        open: this.#open.get(value) ?? 0,
        objects: this.#objects.get(value),
      }))
      .toSorted((a, b) => b.open - a.open || (a.scope.value < b.scope.value ? -1 : 1));
  }
}
