import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostClient } from '#shared/host/contract.ts';
import type { DatasetOthers } from '#shared/host/datasetOthers.ts';

/** Who else has an open dataset open. */
export interface Others {
  readonly store: StoreApi<DatasetOthers>;
  stop(): void;
}

/** @param first as it was when the dataset was opened */
export function followOthers(host: HostClient, datasetId: string, first: DatasetOthers): Others {
  const store = createStore<DatasetOthers>(() => first);
  const stop = host.subscribe((event) => {
    // `true`: a list is put in the place of the one before, not merged with it.
    if (event.type === 'dataset.others' && event.datasetId === datasetId) store.setState(event.others, true);
  });
  return { store, stop };
}
