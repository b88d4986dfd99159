/** Where the program's words go. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** As `out`; resolves once it was taken, rejects with `EPIPE` when nobody reads any more. */
  readonly write?: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** How `err` is told how far a command is: a bar where a person watches, lines elsewhere; not at all without it. */
  readonly progress?: 'bar' | 'lines';
  /** The program's own file, which runs as a thread where it is started as one; without it there are no threads. */
  readonly threadEntry?: URL;
}
