/** A file as parsed, before it is known to fit the current schema. */
export type RawFile = Readonly<Record<string, unknown>>;

/** From a version to the next one; must keep keys that it does not know. */
export type Migrations = Readonly<Record<number, (file: RawFile) => RawFile>>;

export const SIDECAR_MIGRATIONS: Migrations = {};
export const TRACKS_MIGRATIONS: Migrations = {};

/** The file brought to `current` step by step; undefined when its version is unknown or newer. */
export function migrate(file: RawFile, current: number, migrations: Migrations): RawFile | undefined {
  const { version } = file;
  if (typeof version !== 'number') return undefined;
  let migrated = file;
  for (let from = version; from !== current; from++) {
    const step = Object.hasOwn(migrations, from) ? migrations[from] : undefined;
    if (from > current || step === undefined) return undefined;
    migrated = { ...step(migrated), version: from + 1 };
  }
  return migrated;
}
