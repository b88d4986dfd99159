/** What the command line answers to scripts; documented in `docs/cli.md`. */
export const EXIT = {
  ok: 0,
  /** The data have errors; of a merge, both sides changed the same. */
  findings: 1,
  /** The command was not understood. */
  usage: 2,
  /** A point cloud's file is refused; the same number, since `info FILE` asks for something that cannot be done. */
  refused: 2,
  /** A file or folder cannot be read at all, or a port cannot be had. */
  unreadable: 3,
  /** Ctrl+C, as shells have it: 128 and the signal's number. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command hands back: where its answer goes and how it ends. */
export interface CommandResult {
  readonly exitCode: ExitCode;
  /** For standard output; a text for people or JSON for programs. */
  readonly output: string;
}
