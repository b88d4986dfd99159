import { t } from 'i18next';
import type { DragEvent } from 'react';
import { notify } from '#renderer/state/notices.ts';

/** No host can tell where a dropped folder lies; without this the browser would leave the page to show it. */
export function refuseDrop(event: DragEvent): void {
  event.preventDefault();
  notify({ tone: 'info', text: t('start.dropUnsupported') });
}
