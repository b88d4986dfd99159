import { formatDay, formatTime } from '#renderer/i18n/format.ts';

/** A moment by its time where it is of the same day, else by its date as well. Both are milliseconds since 1970. */
export function formatMoment(moment: number, now = Date.now()): string {
  const isToday = new Date(moment).toDateString() === new Date(now).toDateString();
  return isToday ? formatTime(moment) : formatDay(moment);
}
