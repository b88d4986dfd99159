import { thinCloud } from '#shared/pointcloud/aggregate/thinCloud.ts';
import { paintCloud, seeCloud, type OpenImage } from './cameraPoints.ts';
import { checkWithPoints } from './qualityPoints.ts';
import type { CloudStore, HeldCloud } from './cloudStore.ts';
import type {
  CameraPoints,
  LoadedCloud,
  WorkerCalls,
  WorkerMethod,
  WorkerReply,
  WorkerRequest,
} from './protocol.ts';

type CallRequest = Extract<WorkerRequest, { kind: 'call' }>;
type Output = WorkerCalls[WorkerMethod]['output'];

/** What requests are answered from. */
export interface CloudServer {
  readonly store: CloudStore;
  readonly openImage: OpenImage;
}

/** Answers the page's requests; `post` sends a reply, moving the listed buffers. */
export function serveClouds(
  server: CloudServer,
  post: (reply: WorkerReply, transfer: ArrayBufferLike[]) => void,
): (request: WorkerRequest) => void {
  const running = new Map<number, AbortController>();

  const answer = async (request: CallRequest): Promise<void> => {
    const controller = new AbortController();
    running.set(request.id, controller);
    try {
      const output = await run(server, request, controller.signal);
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

async function run(
  { store, openImage }: CloudServer,
  request: CallRequest,
  signal: AbortSignal,
): Promise<Output> {
  const atHand = (): HeldCloud | undefined => store.heldCloud(request.input.frameId);
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
    case 'owners':
      return store.owners(request.input.frameId, request.input.cuboids);
    case 'thin': {
      const cloud = atHand()?.cloud;
      return cloud && { thinned: thinCloud(cloud, request.input.most), of: cloud.count };
    }
    case 'fit':
      return store.fit(request.input.frameId, request.input.query);
    case 'places':
      return store.places(request.input.frameId, request.input.prior, request.input.known);
    case 'fitAt':
      return store.fitAt(request.input.frameId, request.input.query);
    case 'pick':
      return store.pick(request.input);
    case 'section':
      return store.section(request.input);
    case 'near':
      return store.near(request.input);
    case 'motion':
      return store.motion(request.input);
    case 'project':
      return seeCloud(atHand, request.input, signal);
    case 'quality':
      return checkWithPoints(atHand(), request.input);
    case 'paint':
      return paintCloud(atHand, request.input, openImage, signal);
  }
}

/** Buffers are moved: copying 8 MB for a million points would stop both threads. */
function transferOf(output: Output): ArrayBufferLike[] {
  if (typeof output !== 'object') return [];
  if ('cloud' in output) return cloudBuffers(output.cloud);
  if ('heights' in output) return [output.positions.buffer, output.heights.buffer];
  if ('thinned' in output) return [output.thinned.data.buffer];
  if ('colors' in output) return [output.colors.buffer];
  if ('owners' in output) return [output.indices.buffer, output.owners.buffer];
  return 'pixels' in output ? seenBuffers(output) : [];
}

function seenBuffers({ indices, pixels, ranges, positions, tones }: CameraPoints): ArrayBufferLike[] {
  return [indices, pixels, ranges, positions, ...Object.values(tones)].map(({ buffer }) => buffer);
}

function cloudBuffers({ pack, ground }: LoadedCloud): ArrayBufferLike[] {
  return [pack.data.buffer, ground.heights.buffer];
}
