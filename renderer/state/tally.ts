import { create } from 'zustand';
import type { HostClient } from '#shared/host/contract.ts';

/** How many cuboids were set today on this computer; undefined until the host has said. */
export const useTally = create<{ readonly today: number | undefined }>(() => ({ today: undefined }));

/** Keeps the tally with the host, and anew after midnight, until {@link stop}. */
export class Tally {
  readonly #host: HostClient;
  #midnight: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(host: HostClient) {
    this.#host = host;
    void this.add(0);
  }

  /** Never rejects: a count that could not be kept is no reason to disturb the work. */
  async add(add: number): Promise<void> {
    try {
      const { count, endsAt } = await this.#host.call('tally.today', { add });
      if (this.#isStopped) return;
      useTally.setState({ today: count });
      clearTimeout(this.#midnight);
      this.#midnight = setTimeout(() => void this.add(0), endsAt - Date.now());
    } catch {
      useTally.setState(({ today }) => (today === undefined ? {} : { today: Math.max(0, today + add) }));
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#midnight);
  }
}
