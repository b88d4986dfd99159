/** An earlier version of a label file, as the name of its own file tells. */
export interface VersionName {
  /** Runs on with each version of the file, whatever the clock says: the order of versions. */
  readonly number: number;
  /** When the version was written, ms since 1970, by the clock of then. */
  readonly savedAt: number;
  /** The first eight digits of its revision: what a power cut left unfinished does not fit them. */
  readonly check: string;
}

const NAME = /^(\d{8})-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-([0-9a-f]{8})\.json$/;
const LARGEST_NUMBER = 99_999_999;
/** The end of the year 9999. */
const LATEST_MS = 253_402_300_799_999;

/**
 * `00000042-20260301T142507123Z-1a2b3c4d.json`: names sort by number, and by time as long as no clock was put back. No
 * character in it is forbidden on any system.
 */
export function versionName({ number, savedAt, check }: VersionName): string {
  // Disks without a clock answer times before 1970, or far ahead.
  const ms = Math.min(LATEST_MS, Math.max(0, Math.trunc(savedAt)));
  const stamp = new Date(Number.isFinite(ms) ? ms : 0).toISOString().replace(/[-:.]/g, '');
  return `${String(Math.min(number, LARGEST_NUMBER)).padStart(8, '0')}-${stamp}-${check.slice(0, 8)}.json`;
}

/** Undefined for a name that is not of a version. */
export function parseVersionName(name: string): VersionName | undefined {
  const parts = NAME.exec(name);
  if (parts === null) return undefined;
  const [, number, year, month, day, hour, minute, second, ms, check = ''] = parts;
  const savedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(savedAt) ? undefined : { number: Number(number), savedAt, check };
}
