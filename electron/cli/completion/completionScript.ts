import { bashCompletion } from './bashCompletion.ts';
import type { CompletionTree } from './completionTree.ts';
import { fishCompletion } from './fishCompletion.ts';
import { powershellCompletion } from './powershellCompletion.ts';
import { zshCompletion } from './zshCompletion.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

const WRITERS: Readonly<Record<Shell, (tree: CompletionTree) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** A script for the shell to load. It calls nothing of ours: it holds all that there is to complete. */
export function completionScript(shell: Shell, tree: CompletionTree): string {
  return WRITERS[shell](tree);
}
