import { t, type TFunction } from 'i18next';
import { create } from 'zustand';
import type { Language } from '#renderer/i18n/language.ts';

/** A text in whatever language is on screen when it is asked for: a notice may outlast a change of it. */
export type Saying = (t: TFunction, language: Language) => string;

/** Something said beside the work for a moment. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'ok' | 'warning' | 'error';
  readonly text: Saying;
  readonly action?: { readonly label: Saying; run(): void };
}

/** How long a notice shows; one with an action has to be read and reached. It leaves the list when others come. */
export const NOTICE_MS = 5000;
export const NOTICE_WITH_ACTION_MS = 8000;
/** More than this at once would cover the view. */
const MOST_SHOWN = 3;

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

let lastId = 0;

/** Shows a notice and returns its id; the same text replaces itself instead of stacking up. */
export function notify(notice: Omit<Notice, 'id'>): number {
  lastId += 1;
  const added: Notice = { ...notice, id: lastId };
  const text = textOf(added);
  useNotices.setState(({ notices }) => ({
    notices: [...notices.filter((other) => textOf(other) !== text), added].slice(-MOST_SHOWN),
  }));
  return added.id;
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** For comparing: any language does. */
function textOf({ text }: Notice): string {
  return text(t, 'en');
}
