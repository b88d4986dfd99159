/** What thinning asks of a version. */
export interface AgedVersion {
  /** The order of versions: clocks may jump, this runs on. */
  readonly number: number;
  /** When it was written, ms since 1970. */
  readonly savedAt: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** These are kept as they are, however fast they followed each other. */
export const NEWEST_KEPT = 5;

/** Of the others, one is kept for each slot; slots are wider the older they are. Each is a multiple of the one before. */
const SLOTS: readonly { readonly until: number; readonly width: number }[] = [
  { until: 4 * HOUR, width: 10 * MINUTE },
  { until: 2 * DAY, width: HOUR },
  { until: 14 * DAY, width: DAY },
  { until: Infinity, width: 7 * DAY },
];

/** Of one file; a clock that jumps to and fro could make any number of slots. */
export const MOST_VERSIONS = 80;

/**
 * Which versions of a file are no longer needed, oldest first.
 *
 * The first stays for ever: it is the file as it was before Boxwright wrote it, be it another program's. The last five
 * stay as they are. Of the rest the last one of every ten minutes of the past four hours stays, of every hour of the past
 * two days, of every day of the past two weeks, and of every week before: 300 nudges in an hour leave a dozen. More
 * than 80 are never kept; the oldest after the first go.
 */
export function versionsToDrop<V extends AgedVersion>(versions: readonly V[], nowMs: number): readonly V[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number || b.savedAt - a.savedAt);
  const first = newestFirst.at(-1);
  const dropped: V[] = [];
  let kept = 0;
  let lastSlot: string | undefined;
  for (const [place, version] of newestFirst.entries()) {
    // One after the other and not by all slots seen: after a clock was put back, an hour comes twice.
    const slot = slotOf(version.savedAt, nowMs);
    const isNeeded = place < NEWEST_KEPT || (slot !== lastSlot && kept < MOST_VERSIONS - 1);
    if (version !== first && !isNeeded) {
      dropped.push(version);
      continue;
    }
    kept += 1;
    lastSlot = slot;
  }
  return dropped.reverse();
}

/** What a clock that ran ahead has written is as good as new. */
function slotOf(savedAt: number, nowMs: number): string {
  const age = Math.max(0, nowMs - savedAt);
  const width = SLOTS.find(({ until }) => age < until)?.width ?? 7 * DAY;
  return `${width} ${Math.floor(savedAt / width)}`;
}
