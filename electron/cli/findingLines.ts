import { printable } from '#shared/problems/shortenPath.ts';
import { describeFinding } from '#shared/quality/describeFinding.ts';
import type { CheckedFinding } from '#shared/quality/findingBook.ts';
import { SEVERITIES } from '#shared/quality/finding.ts';

/** A finding as the command line shows it. */
export interface ListedFinding {
  readonly sequence: string;
  readonly finding: CheckedFinding;
  readonly isFixed: boolean;
}

/** One line for each that is neither fixed nor waived, the gravest first: `warning GEO002 lidar/0001.pcd: …`. */
export function findingLines(listed: readonly ListedFinding[]): string[] {
  return listed
    .filter(({ finding, isFixed }) => finding.waiver === undefined && !isFixed)
    .toSorted((a, b) => SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity))
    .map(({ finding }) => lineOf(finding));
}

/** What was put right, in their order: `fixed DAT005 lidar/0001.pcd: …`. */
export function fixedLines(listed: readonly ListedFinding[]): string[] {
  return listed.filter(({ isFixed }) => isFixed).map(({ finding }) => lineOf(finding, 'fixed'));
}

function lineOf(finding: CheckedFinding, what: string = finding.severity): string {
  return `${what} ${finding.rule} ${printable(finding.frameId)}: ${describeFinding(finding, 'en').sentence}`;
}

/** For programs; documented in `docs/cli.md`. */
export function findingJson({ sequence, finding, isFixed }: ListedFinding): object {
  const { rule, severity, frameId, trackId, objectId, box2dId, camera, place, params, badness } = finding;
  const { title, sentence } = describeFinding(finding, 'en');
  return {
    rule,
    severity,
    sequence,
    frame: frameId,
    track: trackId,
    object: objectId,
    box2d: box2dId,
    camera,
    place,
    title,
    message: sentence,
    params,
    badness,
    fixable: finding.fix !== undefined,
    fixed: isFixed,
    waived: finding.waiver?.reason ?? null,
    key: finding.key,
  };
}
