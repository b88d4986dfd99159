import { SEVERITIES, type Finding, type Severity } from '#shared/quality/finding.ts';
import type { FrameId } from '../document/records.ts';
import type { FindingsState } from './findingsBoard.ts';
import type { FindingStanding } from './findingStanding.ts';

export const GROUPINGS = ['kind', 'track', 'camera'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What the list shows of all findings. */
export const FILTERS = ['open', 'decided', 'all'] as const;
export type FindingFilter = (typeof FILTERS)[number];

/** One bar of the overview that was opened: only what it stands for is listed. */
export type FindingScope =
  | { readonly kind: 'class' | 'camera' | 'author'; readonly value: string }
  | { readonly kind: 'frame'; readonly value: string };

export interface ListedFinding {
  readonly key: string;
  readonly finding: Finding;
  readonly standing: FindingStanding;
}

export interface FindingGroup {
  /** A rule's id, a track's or a camera's; empty: of none. */
  readonly key: string;
  /** The worst in it. */
  readonly severity: Severity;
  readonly findings: readonly ListedFinding[];
}

/** Findings in groups, the worst first; in a group, too. The order of "next". */
export function groupFindings(findings: readonly ListedFinding[], by: Grouping): readonly FindingGroup[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const listed of findings) {
    const key = groupKey(listed.finding, by);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [listed]);
    else group.push(listed);
  }
  return [...groups]
    .map(([key, group]): FindingGroup => {
      const sorted = group.toSorted(worstFirst);
      return { key, severity: sorted[0]!.finding.severity, findings: sorted };
    })
    .toSorted(
      (a, b) =>
        rank(a.severity) - rank(b.severity) ||
        b.findings.length - a.findings.length ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    );
}

/** Severity first; badness is comparable within a rule alone, so that rules stay together. */
function worstFirst(
  { finding: a, key: keyA }: ListedFinding,
  { finding: b, key: keyB }: ListedFinding,
): number {
  return (
    rank(a.severity) - rank(b.severity) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    finite(b.badness) - finite(a.badness) ||
    (keyA < keyB ? -1 : keyA > keyB ? 1 : 0)
  );
}

function groupKey({ rule, trackId, camera }: Finding, by: Grouping): string {
  if (by === 'kind') return rule;
  return (by === 'track' ? trackId?.toLowerCase() : camera) ?? '';
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function finite(badness: number): number {
  return Number.isFinite(badness) ? badness : 0;
}

export function passes({ standing }: Pick<ListedFinding, 'standing'>, filter: FindingFilter): boolean {
  return filter === 'all' || (standing === 'open') === (filter === 'open');
}

/** Is it among what the opened bar of the overview stands for? */
export function isInScope(
  scope: FindingScope | undefined,
  finding: Finding,
  frames: FindingsState['frames'],
): boolean {
  if (scope === undefined) return true;
  if (scope.kind === 'camera') return (finding.camera ?? '') === scope.value;
  if (scope.kind === 'frame') return finding.frameId === scope.value;
  const facts = frames.get(finding.frameId as FrameId)?.objects.get(finding.objectId?.toLowerCase() ?? '');
  return (scope.kind === 'class' ? facts?.class : facts?.author) === (scope.value || undefined);
}
