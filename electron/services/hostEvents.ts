import type { HostEvent } from '#shared/host/contract.ts';

/** Hands the host's events to every page that listens. */
export class HostEvents {
  readonly #listeners = new Set<(event: HostEvent) => void>();

  subscribe(listener: (event: HostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: HostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
