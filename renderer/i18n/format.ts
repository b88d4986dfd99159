/** Numbers as people read them: both languages write them alike, so these need no locale. */

const MINUS = '−';
const NO_DIGITS = /^-?0(\.0*)?$/;

/** Fixed decimals with a true minus sign (U+2212); what rounds to zero carries no sign. */
export function formatFixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  if (!text.startsWith('-')) return text;
  return NO_DIGITS.test(text) ? text.slice(1) : MINUS + text.slice(1);
}

/** Metres with two decimals, without the unit. */
export function formatMetres(value: number): string {
  return formatFixed(value, 2);
}

/** Degrees with one decimal and the sign for degrees. */
export function formatDegrees(value: number): string {
  return `${formatFixed(value, 1)}°`;
}

/** Whole numbers with thousands separators: `66,781`. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A moment (milliseconds since 1970) as local time of day, `14:32:07`. */
export function formatTime(milliseconds: number): string {
  const moment = new Date(milliseconds);
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** A moment as local date and time, `2026-03-12 14:31`. */
export function formatDay(milliseconds: number): string {
  const moment = new Date(milliseconds);
  const date = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${date} ${formatTime(milliseconds).slice(0, 5)}`;
}
