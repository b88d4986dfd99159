import type { HostBridge } from '#shared/host/bridge.ts';
import { ALWAYS_CONNECTED, bytesPath, type HostTransport } from '#shared/host/client.ts';

/** Reaches the Electron host through the preload's bridge. */
export function createBridgeTransport(bridge: HostBridge, origin: string): HostTransport {
  return {
    call: async (method, input, signal) => {
      const callId = crypto.randomUUID();
      const cancel = () => bridge.cancel(callId);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await bridge.call(callId, method, input);
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    subscribe: (listener) => bridge.onEvent(listener),
    bytesUrl: (datasetId, path) => `${origin}${bytesPath(datasetId, path)}`,
    bytesHeaders: {},
    connection: ALWAYS_CONNECTED,
  };
}
