import type { CloudStore } from './cloudStore.ts';
import type { LoadedCloud, WorkerCalls, WorkerMethod, WorkerReply, WorkerRequest } from './protocol.ts';

type CallRequest = Extract<WorkerRequest, { kind: 'call' }>;
type Output = WorkerCalls[WorkerMethod]['output'];

/** Answers the page's requests from a store; `post` sends a reply, moving the listed buffers. */
export function serveClouds(
  store: CloudStore,
  post: (reply: WorkerReply, transfer: ArrayBufferLike[]) => void,
): (request: WorkerRequest) => void {
  const running = new Map<number, AbortController>();

  const answer = async (request: CallRequest): Promise<void> => {
    const controller = new AbortController();
    running.set(request.id, controller);
    try {
      const output = await run(store, request, controller.signal);
      post({ kind: 'answer', id: request.id, output }, transferOf(output));
    } catch (error) {
      const reason = controller.signal.aborted ? 'cancelled' : 'internal';
      post({ kind: 'failure', id: request.id, reason, message: String(error) }, []);
    } finally {
      running.delete(request.id);
    }
  };

  return (request) => {
    if (request.kind === 'cancel') running.get(request.id)?.abort();
    else void answer(request);
  };
}

async function run(store: CloudStore, request: CallRequest, signal: AbortSignal): Promise<Output> {
  switch (request.method) {
    case 'load': {
      const cloud = await store.load(request.input, signal);
      return { cloud, frameBytes: store.bytesOf(request.input.frameId), workerBytes: store.bytes };
    }
    case 'drop':
      store.drop(request.input.frameId, request.input.packed);
      return { workerBytes: store.bytes };
    case 'count':
      return store.count(request.input.frameId, request.input.cuboids);
    case 'fit':
      return store.fit(request.input.frameId, request.input.query);
    case 'pick':
      return store.pick(request.input);
    case 'section':
      return store.section(request.input);
  }
}

/** A cloud's buffers are moved: copying 8 MB for a million points would stop both threads. */
function transferOf(output: Output): ArrayBufferLike[] {
  return typeof output === 'object' && 'cloud' in output ? cloudBuffers(output.cloud) : [];
}

function cloudBuffers({ pack, ground }: LoadedCloud): ArrayBufferLike[] {
  return [pack.data.buffer, ground.heights.buffer];
}
