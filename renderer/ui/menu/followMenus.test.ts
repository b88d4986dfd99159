import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostClient, Menu } from '#shared/host/contract.ts';
import { DEFAULT_SETTINGS } from '#shared/host/defaultSettings.ts';
import { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { startI18n } from '#renderer/i18n/i18n.ts';
import { showDialog, useAppStore } from '#renderer/state/appStore.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { followMenus, MENU_DELAY_MS } from './followMenus.ts';

vi.mock('../controls/isMac.ts', () => ({ IS_MAC: false }));

let sent: (readonly Menu[])[];
let isReachable: boolean;
let commands: CommandRegistry;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { languages: [] });
  vi.stubGlobal('document', { documentElement: {} });
  startI18n('en');
  sent = [];
  isReachable = true;
  commands = new CommandRegistry();
  commands.register('file.open', { run: () => undefined });
  useAppStore.setState({ commands, dialog: undefined, phase: { kind: 'start' } });
  usePreferences.setState({ ...DEFAULT_SETTINGS, language: 'en' });
  // Only `call` is used, and only for the menus.
  const call = (_method: string, { menus }: { menus: Menu[] }): Promise<object> => {
    sent.push(menus);
    return isReachable ? Promise.resolve({}) : Promise.reject(new Error('gone'));
  };
  stop = followMenus({ host: { call } as unknown as HostClient });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Is the command enabled in the menus that were sent last? */
function isEnabled(command: string): boolean | undefined {
  const lines = sent.at(-1)?.flatMap(({ items }) => items) ?? [];
  const line = lines.find((item) => item.kind === 'command' && item.command === command);
  return line?.kind === 'command' ? line.enabled : undefined;
}

describe('the menus of the host', () => {
  test('are sent once the window is there, changes that come together at once', () => {
    expect(sent).toHaveLength(0);
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(sent).toHaveLength(1);
    usePreferences.setState({ colorMode: 'distance' });
    usePreferences.setState({ shortcuts: { 'edit.undo': ['KeyU'] } });
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(sent).toHaveLength(2);
  });

  test('are not sent again while they are the same', async () => {
    await vi.advanceTimersByTimeAsync(MENU_DELAY_MS);
    usePreferences.setState({ pointSize: 5 });
    await vi.advanceTimersByTimeAsync(MENU_DELAY_MS);
    expect(sent).toHaveLength(1);
  });

  test('are sent again when the host did not take them', async () => {
    isReachable = false;
    await vi.advanceTimersByTimeAsync(MENU_DELAY_MS);
    usePreferences.setState({ pointSize: 5 });
    await vi.advanceTimersByTimeAsync(MENU_DELAY_MS);
    expect(sent).toHaveLength(2);
  });

  test('offer what can be done, and nothing while a dialog is open', () => {
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect([isEnabled('file.open'), isEnabled('edit.undo')]).toEqual([true, false]);
    commands.register('edit.undo', { run: () => undefined });
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(isEnabled('edit.undo')).toBe(true);
    showDialog('settings');
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(isEnabled('file.open')).toBe(false);
  });

  test('follow the commands of what is on screen', () => {
    const others = new CommandRegistry();
    useAppStore.setState({ commands: others });
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(isEnabled('file.open')).toBe(false);
    others.register('file.open', { run: () => undefined });
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(isEnabled('file.open')).toBe(true);
  });

  test('end with the window', () => {
    stop();
    usePreferences.setState({ colorMode: 'single' });
    vi.advanceTimersByTime(MENU_DELAY_MS);
    expect(sent).toHaveLength(0);
  });
});
