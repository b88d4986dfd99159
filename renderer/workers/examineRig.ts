import type { DoctorReply } from './doctorProtocol.ts';
import type { RigSource } from './readRig.ts';

/** The part of `Worker` that is needed, so that tests can stand in for one. */
export interface DoctorPort {
  postMessage(source: RigSource, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: DoctorReply }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  terminate(): void;
}

export type Diagnosis = Extract<DoctorReply, { kind: 'done' }>;

/** Has a worker check the calibrations, and ends it. Rejects when it fails, and when the signal aborts. */
export function examineRig(
  source: RigSource,
  createWorker: () => DoctorPort,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const worker = createWorker();
  return new Promise<Diagnosis>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }) => {
      if (data.kind === 'done') resolve(data);
      else reject(new Error(data.message));
    });
    const lost = (): void => reject(new Error('the worker is gone'));
    worker.addEventListener('error', lost);
    worker.addEventListener('messageerror', lost);
    worker.postMessage(source, []);
  }).finally(() => worker.terminate());
}
