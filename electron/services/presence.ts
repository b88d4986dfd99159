import type { HostEvent } from '#shared/host/contract.ts';
import type { DatasetOthers } from '#shared/host/datasetOthers.ts';
import type { OpenDataset } from './datasets.ts';
import type { LeaseHold, Leases } from './leases.ts';

/** A dataset that this host has open, as others see it. */
interface Shown {
  readonly rootPath: string;
  readonly hold: LeaseHold;
}

/** Tells other hosts which datasets are open here, and the pages who else has them open. */
export class Presence {
  readonly #leases: Leases;
  /** By the dataset's id. */
  readonly #shown = new Map<string, Shown>();

  constructor(leases: Leases, emit: (event: HostEvent) => void) {
    this.#leases = leases;
    leases.onChange((rootPath) => {
      for (const [datasetId, shown] of this.#shown) {
        if (shown.rootPath !== rootPath) continue;
        emit({ type: 'dataset.others', datasetId, others: this.#others(rootPath) });
      }
    });
  }

  /** The dataset as it is opened now, and no longer as it was. Answers who else is there. */
  async start({ id, labelFolder }: OpenDataset): Promise<DatasetOthers> {
    const rootPath = labelFolder.root;
    const hold = await this.#leases.hold(labelFolder);
    const before = this.#shown.get(id);
    this.#shown.set(id, { rootPath, hold });
    await before?.hold.release();
    return this.#others(rootPath);
  }

  async stop(datasetId: string): Promise<void> {
    const shown = this.#shown.get(datasetId);
    this.#shown.delete(datasetId);
    await shown?.hold.release();
  }

  #others(rootPath: string): DatasetOthers {
    return this.#leases
      .others(rootPath)
      .map(({ host, user, standing }) => ({ host, user, isSure: standing === 'alive' }));
  }
}
