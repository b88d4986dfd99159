import { create } from 'zustand';
import type { HostClient } from '#shared/host/contract.ts';
import type { Settings } from '#shared/host/settings.ts';
import { DEFAULT_SETTINGS } from '#shared/host/defaultSettings.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostFailure } from '#shared/host/hostError.ts';
import { resolveLanguage, type Language } from '#renderer/i18n/language.ts';

/** The host keeps the settings, since a loopback host is a new origin at each start. */
export const usePreferences = create<Settings>(() => DEFAULT_SETTINGS);

/**
 * Applies changes at once and has the host keep them.
 * @returns why they were not kept, if so; they stay applied.
 */
export async function changeSettings(
  host: HostClient,
  changes: Partial<Settings>,
): Promise<HostFailure | undefined> {
  usePreferences.setState(changes);
  try {
    await host.call('settings.change', changes);
    return undefined;
  } catch (error) {
    return toHostFailure(error);
  }
}

/** Pixels of the window per CSS pixel of the interface. */
export function uiScaleOf({ uiSize }: Pick<Settings, 'uiSize'>): number {
  return uiSize / 100;
}

/** The language on screen: the setting, or the system's. */
export function shownLanguage(settings: Pick<Settings, 'language'>): Language {
  return resolveLanguage(settings.language, navigator.languages);
}
