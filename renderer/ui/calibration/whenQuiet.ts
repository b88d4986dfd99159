const SIGNS_OF_WORK = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const;

export interface QuietOptions {
  /** Milliseconds without a hand on mouse or keyboard. */
  readonly pause: number;
  /** Milliseconds after which it is done in any case. */
  readonly atMost: number;
}

/** Runs something once, when the person has paused. Returns how to call it off. */
export function whenQuiet(run: () => void, { pause, atMost }: QuietOptions): () => void {
  let quiet: ReturnType<typeof setTimeout>;
  const restart = (): void => {
    clearTimeout(quiet);
    quiet = setTimeout(finish, pause);
  };
  const stop = (): void => {
    clearTimeout(quiet);
    clearTimeout(last);
    for (const sign of SIGNS_OF_WORK) window.removeEventListener(sign, restart, true);
  };
  const finish = (): void => {
    stop();
    run();
  };
  const last = setTimeout(finish, atMost);
  quiet = setTimeout(finish, pause);
  for (const sign of SIGNS_OF_WORK) window.addEventListener(sign, restart, { capture: true, passive: true });
  return stop;
}
