import type { HostClient } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import { notify } from '#renderer/state/notices.ts';
import { changeSettings } from '#renderer/state/preferences.ts';
import { describeFailure } from '../controls/describeFailure.ts';

/** Applies settings at once; says so when they could not be kept for the next start. */
export async function applySettings(host: HostClient, changes: Partial<Settings>): Promise<void> {
  const failure = await changeSettings(host, changes);
  if (failure === undefined) return;
  notify({
    tone: 'warning',
    text: (t, language) => t('prompt.settingsNotKept', { reason: describeFailure(failure, t, language) }),
  });
}
