/** What engines of the Hive family call a partition whose value is not known. */
const UNKNOWN = '__HIVE_DEFAULT_PARTITION__';

const DAY_NS = 86_400_000_000_000n;
/** Before 1971 lies what a sensor counted from its own start. */
const LEAST_NS = 365n * DAY_NS;

/**
 * The day (UTC, `2023-11-14`) of nanoseconds since 1970; undefined where they are not known or count from another
 * moment: a sensor's start, which gives some day of 1970.
 */
export function dayOf(ns: bigint | null): string | undefined {
  if (ns === null || ns < LEAST_NS) return undefined;
  return new Date(Number(ns / DAY_NS) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The folder of a partition in Hive's way: `sequence=<id>/date=<day>`. Of the id only ASCII characters are escaped, by
 * Hive's list and Windows' one: its readers take `%E8%B7%AF` for three letters, not for one.
 */
export function partitionPath(sequence: string, day: string | undefined): string {
  return `sequence=${sequence === '' ? UNKNOWN : escaped(sequence)}/date=${day ?? UNKNOWN}`;
}

/** Is it longer than the name of a folder can be? */
export function isTooLong(partition: string): boolean {
  return partition.split('/').some((name) => new TextEncoder().encode(name).length > 255);
}

// A space or full stop at the end of a name is lost on Windows.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const SPECIAL = /[\u0000-\u001F\u007F"#%'*/:=?\\{[\]^<>|]|[ .]$/g;

function escaped(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(
      SPECIAL,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
}
