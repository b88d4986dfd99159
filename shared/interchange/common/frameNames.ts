import type { LabelFrame, LabelSequence } from './labelSet.ts';

/**
 * What the frames of a sequence are called in formats that have a file for each: their names, which are those of their
 * clouds' files, or their places in the sequence where two have one name.
 */
export function frameNames({ frames }: Pick<LabelSequence, 'frames'>): ReadonlyMap<string, string> {
  const isClear = new Set(frames.map(({ name }) => safeName(name).toLowerCase())).size === frames.length;
  return new Map(
    frames.map(({ id, name, index }: LabelFrame) => [
      id,
      isClear ? safeName(name) : String(index).padStart(6, '0'),
    ]),
  );
}

/** As a file's or a folder's name on every system. */
export function safeName(name: string): string {
  const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_');
  return safe === '' ? '_' : safe;
}
