import type { CallReply, CallRequest } from './calls.ts';
import { QualityServer } from './qualityServer.ts';
import type { QualityCalls } from './qualityProtocol.ts';

/** The module worker that keeps the findings of a sequence. It has no cloud: those are in workers of their own. */
const scope = self as unknown as DedicatedWorkerGlobalScope;
const server = new QualityServer();

scope.addEventListener('message', ({ data }: MessageEvent<CallRequest<QualityCalls>>) => {
  // Every call is short; ending one before its end were not worthwhile.
  if (data.kind === 'call') post(server.answer(data));
});

function post(reply: CallReply<QualityCalls>): void {
  scope.postMessage(reply, []);
}
