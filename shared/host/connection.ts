/** Whether the host can be reached. While it is `lost`, calls fail at once with `unreachable`. */
export interface HostConnection {
  readonly state: 'connected' | 'lost';
  /** Calls the listener when the state has changed, until the returned function is called. */
  subscribe(listener: (state: HostConnection['state']) => void): () => void;
}

/** The state of a connection, as whoever keeps it up says. */
export class Connection implements HostConnection {
  readonly #listeners = new Set<(state: HostConnection['state']) => void>();
  #state: HostConnection['state'] = 'connected';

  get state(): HostConnection['state'] {
    return this.#state;
  }

  set state(state: HostConnection['state']) {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  subscribe(listener: (state: HostConnection['state']) => void): () => void {
    const own = (state: HostConnection['state']): void => listener(state);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
