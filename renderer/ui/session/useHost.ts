import type { HostClient } from '#shared/host/contract.ts';
import { useAppStore, type Connection } from '#renderer/state/appStore.ts';

/** The host; only below the point where the window is connected. */
export function useConnection(): Connection {
  const connection = useAppStore((state) => state.connection);
  if (connection === undefined) throw new Error('useConnection is for components of a connected window');
  return connection;
}

export function useHost(): HostClient {
  return useConnection().host;
}
