import { Help, type Command, type HelpConfiguration } from 'commander';
import { COMMAND_HELP, type CommandHelp } from './commandHelp.ts';

/** What every command answers to a script; a command says what else, or what more precisely. */
const COMMON_EXITS: CommandHelp['exits'] = {
  0: 'it worked',
  2: 'the command was not understood',
  3: 'a file or folder cannot be read; the reason is on standard error',
};

const PLAIN = new Help();

const FORM: HelpConfiguration = {
  // That a switch is off until it is given goes without saying.
  optionDescription: (option) =>
    option.defaultValue === false ? option.description : PLAIN.optionDescription(option),
  subcommandTerm: (command) =>
    [
      command.name(),
      ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}]`)),
    ].join(' '),
};

/** Gives each command's `--help` what a manual page has: what it does, examples, exit codes, where to read on. */
export function describeCommands(program: Command): void {
  program.configureHelp(FORM);
  for (const command of program.commands) {
    command.configureHelp(FORM);
    const help = COMMAND_HELP[command.name()];
    if (help === undefined) continue;
    const line = command.description();
    command
      .summary(line)
      .description(`${line.charAt(0).toUpperCase()}${line.slice(1)}.\n\n${help.about}`)
      .addHelpText('after', `\n${endOf(program.name(), help)}`);
  }
  program.addHelpText(
    'after',
    `
Examples:
  $ ${program.name()} info drive            what a folder holds
  $ ${program.name()} validate drive        what is wrong with its labels
  $ ${program.name()} help validate         all about a command, with examples and exit codes

Completion of commands, options and files: ${program.name()} completion --help
`,
  );
}

function endOf(program: string, { examples, exits, page }: CommandHelp): string {
  const all = Object.entries({ ...COMMON_EXITS, ...exits });
  return [
    'Examples:',
    ...examples.flatMap(({ line, what }) => [`  # ${what}`, `  $ ${program} ${line}`]),
    '',
    'Exit codes:',
    ...all.map(([code, meaning]) => `  ${code.padEnd(4)} ${meaning}`),
    '',
    `More: docs/${page}`,
  ].join('\n');
}
