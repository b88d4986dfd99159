import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { programVersion } from '#electron/services/appFiles.ts';
import { systemErrorCode } from '#shared/host/failure.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult, type ExitCode } from './exitCodes.ts';
import type { InfoOptions } from './cloudInfo.ts';
import { doctorCommand } from './doctorCommand.ts';
import { infoCommand } from './infoCommand.ts';
import { projectCommand, type ProjectOptions } from './projectCommand.ts';
import { serveCommand } from './serveCommand.ts';
import { validateCommand } from './validateCommand.ts';

/** Where the program's words go. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command line (without the program's name) and answers the exit code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const show = (result: CommandResult) => {
    terminal.out(`${result.output}\n`);
    ({ exitCode } = result);
  };
  try {
    await createProgram(terminal, show).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed the usage, or what was asked for (`--help`, `--version`).
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.err(`boxwright: ${sentenceFor(error)}\n`);
    return EXIT.unreadable;
  }
}

function createProgram(terminal: Terminal, show: (result: CommandResult) => void): Command {
  const program = new Command('boxwright')
    .description('Label lidar point clouds fused with camera images; look into and check their files')
    .version(programVersion())
    .showHelpAfterError('(boxwright --help lists the commands)')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  program
    .command('info')
    .description('what a point cloud (.pcd, .ply, .bin) or a dataset’s folder holds')
    .argument('<path>')
    .option('--json', 'for programs', false)
    .option('--partial', 'of a PCD file that is cut short: the points that are there', false)
    .action(async (path: string, options: InfoOptions) => show(await infoCommand(path, options)));
  program
    .command('validate')
    .description('check a sidecar, a tracks.json, a dataset.json, or a folder with all of them')
    .argument('<path>')
    .option('--labels <folder>', 'of a folder: where its labels are kept, if elsewhere')
    .option('--json', 'for programs', false)
    .action(async (path: string, options: { json: boolean; labels?: string }) =>
      show(await validateCommand(path, options)),
    );
  program
    .command('project')
    .description('where a camera sees points: pixels, depths, and why a point is not seen')
    .requiredOption('--camera <file>', 'one camera as JSON: its lens, its image size, cameraFromLidar')
    .requiredOption('--points <file>', '[[x, y, z], …] in the lidar frame, metres')
    .option('--json', 'for programs', false)
    .action(async (options: ProjectOptions) => show(await projectCommand(options)));
  program
    .command('doctor')
    .description('what is wrong with the calibrations of a dataset’s cameras, and what would put it right')
    .argument('<folder>')
    .option('--json', 'for programs', false)
    .action(async (path: string, options: { json: boolean }) => show(await doctorCommand(path, options)));
  program
    .command('serve')
    .description('serve the app to this computer’s browser, with access to one folder; prints the address')
    .argument('<folder>')
    .option('--port <number>', 'a fixed port instead of any free one', parsePort)
    .action((folder: string, { port }: { port?: number }) =>
      serveCommand(folder, port, (line) => terminal.out(`${line}\n`)),
    );
  return program;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is 1 to 65535.');
  return port;
}

function sentenceFor(error: unknown): string {
  if (error instanceof ProblemError) return describeProblem(error.problem, 'en');
  if (systemErrorCode(error) === 'EADDRINUSE') return 'the port is in use by another program';
  return error instanceof Error ? error.message : String(error);
}
