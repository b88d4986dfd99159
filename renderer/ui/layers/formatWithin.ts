import { formatFixed } from '#renderer/i18n/format.ts';

/** Metres, with one decimal where there is one. */
export function formatWithin(metres: number): string {
  return formatFixed(metres, Number.isInteger(metres) ? 0 : 1);
}
