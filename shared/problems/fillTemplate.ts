import { printable, shortenPath } from './shortenPath.ts';

/** A value may come out of a file: longer ones than this are shortened in the middle. */
export const LONGEST_VALUE = 160;

/** Fills {placeholders}; drops each [part] with a placeholder that has no value. */
export function fillTemplate(template: string, valueOf: (name: string) => string | undefined): string {
  const shown = (name: string): string | undefined => {
    const value = valueOf(name);
    return value === undefined ? undefined : shortenPath(printable(value), LONGEST_VALUE);
  };
  return template.replace(/\[([^\]]*)\]|\{(\w+)\}/g, (_all, part: string | undefined, name: string) => {
    if (part === undefined) return shown(name) ?? '…';
    let isComplete = true;
    const text = part.replace(/\{(\w+)\}/g, (_placeholder, inner: string) => {
      const value = shown(inner);
      if (value === undefined) isComplete = false;
      return value ?? '';
    });
    return isComplete ? text : '';
  });
}
