import type { Completed, CompletedCommand, CompletedOption, CompletionTree } from './completionTree.ts';

/** For `~/.config/fish/completions/boxwright.fish`. */
export function fishCompletion({ program, options, commands }: CompletionTree): string {
  const line = (parts: readonly string[]): string => `complete -c ${program} ${parts.join(' ')}`;
  return `${[
    `# Completion of ${program} for fish: ${program} completion fish > ~/.config/fish/completions/${program}.fish`,
    line(['-f']),
    ...options.map((option) => line(['-n __fish_use_subcommand', ...optionParts(option)])),
    ...commands.flatMap((command) => [
      line(['-n __fish_use_subcommand', `-a ${command.name}`, `-d ${quoted(command.description)}`]),
      ...commandLines(command).map(line),
    ]),
  ].join('\n')}
`;
}

/** fish does not count arguments: all that may stand in one place or another is offered. */
function commandLines({ name, options, places }: CompletedCommand): string[][] {
  const condition = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...options.map((option) => [condition, ...optionParts(option)]),
    ...[...new Set(places.flatMap(offered))].map((offer) => [condition, offer]),
  ];
}

function optionParts({ flags, description, value }: CompletedOption): string[] {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const takes = value === undefined ? [] : value.kind === 'files' ? ['-r -F'] : ['-x', ...offered(value)];
  return [...names, ...takes, `-d ${quoted(description)}`];
}

function offered(completed: Completed): string[] {
  switch (completed.kind) {
    case 'words':
      return [`-a ${quoted(completed.words.join(' '))}`];
    case 'files':
      return ['-F'];
    case 'folders':
      return [`-a ${quoted('(__fish_complete_directories)')}`];
    case 'nothing':
      return [];
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
