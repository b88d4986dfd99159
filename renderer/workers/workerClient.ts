import type { CallReply, CallRequest, CallTable } from './calls.ts';
import type { WorkerCalls } from './protocol.ts';

/** The part of `Worker` that is needed, so that tests can stand in for one. */
export interface WorkerPort<Calls extends CallTable<Calls> = WorkerCalls> {
  postMessage(request: CallRequest<Calls>, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: CallReply<Calls> }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: unknown) => void): void;
  terminate(): void;
}

/** The worker died before it answered. Asking its successor again is worthwhile. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

interface Waiting {
  resolve(output: never): void;
  reject(error: unknown): void;
}

/** Calls of one worker. When it dies, everything that waits is rejected and `onLost` is told once. */
export class WorkerClient<Calls extends CallTable<Calls> = WorkerCalls> {
  readonly #port: WorkerPort<Calls>;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isAlive = true;

  constructor(port: WorkerPort<Calls>, onLost: () => void) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#receive(data));
    const lost = (): void => {
      if (!this.#isAlive) return;
      this.terminate();
      onLost();
    };
    port.addEventListener('error', lost);
    port.addEventListener('messageerror', lost);
  }

  /**
   * Moves the buffers in `transfer`. Rejects with the signal's reason when aborted, with a {@link WorkerLostError} when the worker died, and otherwise
   * only for faults of the program: what is wrong with files is in the answers.
   */
  call<M extends keyof Calls>(
    method: M,
    input: Calls[M]['input'],
    signal?: AbortSignal,
    transfer: Transferable[] = [],
  ): Promise<Calls[M]['output']> {
    if (!this.#isAlive) return Promise.reject(new WorkerLostError('the worker is gone'));
    if (signal?.aborted === true) return Promise.reject(abortReason(signal));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#waiting.delete(id);
        this.#port.postMessage({ kind: 'cancel', id }, []);
        reject(abortReason(signal));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const settle = (): void => signal?.removeEventListener('abort', cancel);
      this.#waiting.set(id, {
        resolve: (output) => {
          settle();
          resolve(output);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      // The compiler cannot see that method and input belong together once M is a type parameter.
      this.#port.postMessage({ kind: 'call', id, method, input } as CallRequest<Calls>, transfer);
    });
  }

  terminate(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#port.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const call of waiting) call.reject(new WorkerLostError('the worker is gone'));
  }

  #receive(reply: CallReply<Calls>): void {
    const waiting = this.#waiting.get(reply.id);
    // A cancelled call is answered, too; nobody waits for that any more.
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer') waiting.resolve(reply.output as never);
    else waiting.reject(new Error(reply.message));
  }
}

function abortReason(signal: AbortSignal | undefined): unknown {
  return signal?.reason ?? new DOMException('Aborted', 'AbortError');
}
