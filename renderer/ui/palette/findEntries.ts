import { commandEntryId } from './commandSources.ts';
import { foldQuery, type Query } from './match.ts';
import type { PaletteEntry, PaletteSource, TextShown } from './paletteEntry.ts';
import { rank, type Ranked } from './rank.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';

/** At most this many of one group: what is not among them is found by typing on. */
export const MOST_OF_A_GROUP = 20;
/** A command is put before a place to go to that matches as closely. */
const PLACES_AFTER = 100;

export interface FoundEntry {
  readonly entry: PaletteEntry;
  /** Indices of the letters of the title that matched. */
  readonly inTitle: readonly number[];
  /** A text that is not on the line otherwise, by which the entry was found. */
  readonly beside?: { readonly text: string; readonly at: readonly number[] };
}

export interface FoundGroup {
  readonly id: string;
  /** Undefined: the commands that were used last. */
  readonly heading: string | undefined;
  readonly found: readonly FoundEntry[];
}

/**
 * What the palette shows for what was typed. Nothing typed: the commands, those used last first, or all of the only source. Otherwise the best of
 * each source, the source with the best match first.
 */
export function findEntries(
  typed: string,
  sources: readonly PaletteSource[],
  recent: readonly CommandId[],
): readonly FoundGroup[] {
  const { folded } = foldQuery(typed);
  const prefixed = sources.find(({ prefix }) => prefix !== undefined && folded.startsWith(prefix));
  const query = foldQuery(prefixed === undefined ? folded : folded.slice(1));
  const only = prefixed ?? (sources.length === 1 ? sources[0] : undefined);
  const groups =
    query.letters !== ''
      ? matching(query, only === undefined ? sources : [only])
      : only === undefined
        ? allCommands(sources, recent)
        : [groupOf(only, only.entries().slice(0, MOST_OF_A_GROUP))];
  return groups.filter(({ found }) => found.length > 0);
}

function matching(query: Query, sources: readonly PaletteSource[]): readonly FoundGroup[] {
  return sources
    .map((source) => {
      const ranked = rank(query, source.entries(), MOST_OF_A_GROUP);
      return { source, ranked, cost: costOf(source, ranked) };
    })
    .toSorted((a, b) => a.cost - b.cost)
    .map(({ source, ranked }) => ({ id: source.id, heading: source.heading, found: ranked.map(foundBy) }));
}

/** Of a source among the others; one without a match comes last and is not shown. */
function costOf({ kind }: PaletteSource, [best]: readonly Ranked<PaletteEntry>[]): number {
  return (best?.match.cost ?? Infinity) + (kind === 'places' ? PLACES_AFTER : 0);
}

function allCommands(sources: readonly PaletteSource[], recent: readonly CommandId[]): readonly FoundGroup[] {
  const commands = sources.filter(({ kind }) => kind === 'commands');
  const byId = new Map(commands.flatMap((source) => source.entries()).map((entry) => [entry.id, entry]));
  const used = recent.flatMap((id) => byId.get(commandEntryId(id)) ?? []);
  const others = commands.map((source) =>
    groupOf(
      source,
      source.entries().filter((entry) => !used.includes(entry)),
    ),
  );
  return [{ id: 'recent', heading: undefined, found: used.map(unmatched) }, ...others];
}

function groupOf({ id, heading }: PaletteSource, entries: readonly PaletteEntry[]): FoundGroup {
  return { id, heading, found: entries.map(unmatched) };
}

function unmatched(entry: PaletteEntry): FoundEntry {
  return { entry, inTitle: [] };
}

function foundBy({ entry, match, textIndex }: Ranked<PaletteEntry>): FoundEntry {
  const shown: TextShown | undefined = entry.shows[textIndex];
  if (shown === undefined || shown.kind === 'detail') return unmatched(entry);
  const letters = match.pieces.flatMap(({ start, length }) => Array.from({ length }, (_, i) => start + i));
  const at = letters.map((index) => shown.places?.[index] ?? index);
  return shown.kind === 'title'
    ? { entry, inTitle: at }
    : { entry, inTitle: [], beside: { text: shown.text, at } };
}
