import type { HostEvent } from '#shared/host/contract.ts';
import type { OpenDataset } from './datasets.ts';
import type { FileSystem } from './fileSystem.ts';
import type { FileVault } from './fileVault.ts';
import { watchLabels, type LabelWatch } from './labelWatcher.ts';

/** One watch for each open dataset. */
export class LabelWatches {
  readonly #start: (open: OpenDataset) => Promise<LabelWatch>;
  readonly #watches = new Map<string, LabelWatch>();

  constructor(fileSystem: FileSystem, vault: FileVault, emit: (event: HostEvent) => void) {
    this.#start = (open) => watchLabels(fileSystem, vault, open, emit);
  }

  /** Watches the dataset as it is now, and no longer as it was. */
  async start(open: OpenDataset): Promise<void> {
    this.stop(open.id);
    const watch = await this.#start(open);
    this.stop(open.id);
    this.#watches.set(open.id, watch);
  }

  /** To be called after a save, which may have made a folder. */
  async watchNewFolders(datasetId: string): Promise<void> {
    await this.#watches.get(datasetId)?.watchNewFolders();
  }

  stop(datasetId: string): void {
    this.#watches.get(datasetId)?.stop();
    this.#watches.delete(datasetId);
  }

  stopAll(): void {
    for (const datasetId of this.#watches.keys()) this.stop(datasetId);
  }
}
