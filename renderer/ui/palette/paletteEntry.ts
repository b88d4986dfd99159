import type { OntologyClass } from '#shared/dataset/dataset.ts';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { Searchable } from './rank.ts';

/** A line of the palette: something to run or to go to. */
export interface PaletteEntry extends Searchable {
  /** Unique in the palette, of letters, digits, `-` and `.`. */
  readonly id: string;
  readonly title: string;
  /** For each of {@link Searchable.texts}: where its letters are on the line. */
  readonly shows: readonly TextShown[];
  /** Dimmed, at the end of the line. */
  readonly detail?: string;
  /** Its keys stand at the end of the line. */
  readonly command?: CommandId;
  /** Its swatch stands before the title. */
  readonly ontologyClass?: OntologyClass | undefined;
  readonly isEnabled: boolean;
  run(): void;
}

/**
 * In the title, or in a text that comes beside it when that was found by; `places` are the indices there of each letter
 * of the searched text where they are not the same. Details are not marked.
 */
export type TextShown =
  | { readonly kind: 'title'; readonly places?: readonly number[] }
  | { readonly kind: 'beside'; readonly text: string; readonly places?: readonly number[] }
  | { readonly kind: 'detail' };

/** Entries under one heading, made when they are first looked through. */
export interface PaletteSource {
  readonly id: string;
  readonly heading: string;
  readonly kind: 'commands' | 'places';
  /** Typed first, it looks through this source alone. */
  readonly prefix?: '#' | ':';
  entries(): readonly PaletteEntry[];
}

/** Makes the entries when they are first asked for, and keeps them. */
export function lazily(make: () => readonly PaletteEntry[]): () => readonly PaletteEntry[] {
  let made: readonly PaletteEntry[] | undefined;
  return () => (made ??= make());
}
