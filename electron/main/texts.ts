import type { Settings } from '#shared/host/settings.ts';

/** What the shell itself says; all else is said by the page. */
export interface ShellTexts {
  readonly openFolder: string;
  readonly cannotOpen: string;
  readonly notThere: (path: string) => string;
  readonly crashed: string;
  readonly crashedDetail: string;
  readonly reload: string;
  readonly quit: string;
  readonly unsaved: string;
  readonly unsavedDetail: string;
  readonly stay: string;
  readonly leave: string;
}

const en: ShellTexts = {
  openFolder: 'Open folder',
  cannotOpen: 'This folder cannot be opened',
  notThere: (path) => `It is not there, or may not be read: ${path}`,
  crashed: 'The window stopped working',
  crashedDetail: 'Everything up to the last save is in your files. Reload the window to go on.',
  reload: 'Reload',
  quit: 'Quit',
  unsaved: 'The last edits are not saved yet',
  unsavedDetail: 'They are lost if the window closes now.',
  stay: 'Stay',
  leave: 'Close without saving',
};

const zhCn: ShellTexts = {
  openFolder: '打开文件夹',
  cannotOpen: '无法打开此文件夹',
  notThere: (path) => `文件夹不存在或无法读取：${path}`,
  crashed: '窗口已停止工作',
  crashedDetail: '最后一次保存之前的内容都在文件中。重新加载窗口即可继续。',
  reload: '重新加载',
  quit: '退出',
  unsaved: '最近的修改尚未保存',
  unsavedDetail: '现在关闭窗口，这些修改将丢失。',
  stay: '留下',
  leave: '不保存并关闭',
};

/**
 * The texts in the person's language: the setting, else the first of the system's languages that we have.
 *
 * @param systemLanguages as language tags, the preferred one first
 */
export function shellTexts(language: Settings['language'], systemLanguages: readonly string[]): ShellTexts {
  const tags = language === 'system' ? systemLanguages : [language];
  const known = tags
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => tag === 'zh' || tag === 'en');
  return known === 'zh' ? zhCn : en;
}
