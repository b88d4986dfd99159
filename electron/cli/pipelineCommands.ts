import { Argument, InvalidArgumentError, type Command } from 'commander';
import { SCHEMA_NAMES, type SchemaName } from '#shared/labels/jsonSchemas.ts';
import { completionScript, SHELLS, type Shell } from './completion/completionScript.ts';
import { completionTree } from './completion/completionTree.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { schemaCommand } from './schemaCommand.ts';
import type { Terminal } from './terminal.ts';
import { untilStopped } from './untilStopped.ts';
import { watchCommand, type WatchOptions } from './watch/watchCommand.ts';

/** Commands for what other programs are built of. The last to be added: completion looks at those before. */
export function addPipelineCommands(
  program: Command,
  terminal: Terminal,
  show: (result: CommandResult) => void,
): void {
  program
    .command('watch')
    .description('a line of JSON for each label file that is saved, until Ctrl+C')
    .argument('<folder>', 'a dataset’s folder, or where its labels are kept')
    .option('--initial', 'first a line for each file that is there', false)
    .option('--interval <seconds>', 'between two looks at all files', parseSeconds, 2)
    .action((folder: string, options: WatchOptions) =>
      untilStopped((signal) => watchCommand(folder, options, writerOf(terminal), signal)),
    );
  program
    .command('schema')
    .description('the JSON Schema of our files; without a kind, which there are')
    .addArgument(new Argument('[kind]', 'of file').choices(SCHEMA_NAMES))
    .action((name?: SchemaName) => show(schemaCommand(name)));
  program
    .command('completion')
    .description('a script that lets a shell complete commands, options and files')
    .addArgument(new Argument('<shell>', 'which one').choices(SHELLS))
    .action((shell: Shell) => {
      const output = completionScript(shell, completionTree(program)).trimEnd();
      show({ exitCode: EXIT.ok, output });
    });
}

function writerOf({ out, write }: Terminal): (text: string) => Promise<void> {
  return write ?? (async (text) => out(text));
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds >= 0.1 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('From 0.1 to 86400 seconds.');
}
