import { formatFixed } from '#renderer/i18n/format.ts';

/** A share of 0 to 1 in percent, without the sign for it. */
export function percent(share: number): string {
  return formatFixed(share * 100, 1);
}
