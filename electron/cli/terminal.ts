/** Where the program's words go. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** As `out`; resolves once it was taken, rejects with `EPIPE` when nobody reads any more. */
  readonly write?: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** Does a person see what goes to `err` while it is written? */
  readonly isInteractive?: boolean;
}
