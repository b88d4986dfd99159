import type { Command, Option } from 'commander';

/** What may stand in a place of a command line. */
export type Completed =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'nothing' };

export interface CompletedOption {
  /** `-o`, `--output`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What follows it; undefined: nothing does. */
  readonly value: Completed | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** In their order. */
  readonly places: readonly Completed[];
}

export interface CompletionTree {
  readonly program: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
}

const HELP: CompletedOption = {
  flags: ['--help'],
  description: 'display help for command',
  value: undefined,
};

/** What a shell can complete, as the commands themselves say: their names, options, choices, and what are files. */
export function completionTree(program: Command): CompletionTree {
  const names = program.commands.map((command) => command.name());
  return {
    program: program.name(),
    options: [...program.options.map(completedOption), HELP],
    commands: [
      ...program.commands.map(completedCommand),
      // Commander’s own.
      { name: 'help', description: HELP.description, options: [], places: [{ kind: 'words', words: names }] },
    ],
  };
}

function completedCommand(command: Command): CompletedCommand {
  return {
    name: command.name(),
    description: command.summary() === '' ? command.description() : command.summary(),
    options: [...command.options.filter(({ hidden }) => !hidden).map(completedOption), HELP],
    places: command.registeredArguments.map((argument) => completed(argument.name(), argument.argChoices)),
  };
}

function completedOption(option: Option): CompletedOption {
  const { short, long, description, required, optional, argChoices, flags } = option;
  const placeholder = /[<[](.*)[\]>]/.exec(flags)?.[1] ?? '';
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    description,
    value: required || optional ? completed(placeholder, argChoices) : undefined,
  };
}

/** By what it is called in the usage. */
function completed(placeholder: string, choices: readonly string[] | undefined): Completed {
  if (choices !== undefined) return { kind: 'words', words: choices };
  if (/folder/.test(placeholder)) return { kind: 'folders' };
  if (/^(?:file|path|zip|in|out|base|ours|theirs)/.test(placeholder)) return { kind: 'files' };
  return { kind: 'nothing' };
}
