import type { HostBridge } from '#shared/host/bridge.ts';
import { createHostClient } from '#shared/host/client.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { createBridgeTransport } from './bridgeTransport.ts';
import { createHttpTransport } from './httpTransport.ts';
import { takeLaunchToken, type TokenPlace } from './launchToken.ts';
import { openDropped } from './openDropped.ts';
import { reopenDatasets } from './reopenDatasets.ts';

declare global {
  interface Window {
    /** Present in Electron only. */
    readonly boxwrightHost?: HostBridge;
  }
}

/** The window as far as connecting needs it. */
export type HostWindow = TokenPlace & {
  readonly location: Pick<Location, 'origin'>;
  readonly boxwrightHost?: HostBridge;
};

/** The host as the page reaches it. */
export interface ConnectedHost {
  readonly host: HostClient;
  /** Grants a folder that was dropped on the window and answers its path; absent where a drop has no path. */
  readonly openDropped?: (file: File) => Promise<string>;
}

/**
 * Connects the page to its host: Electron where the bridge is there, else the loopback host.
 *
 * @throws HostError `unauthorised` when the page was opened without the address that the program printed.
 */
export function connectHost(page: HostWindow = window): ConnectedHost {
  const { boxwrightHost: bridge } = page;
  const { origin } = page.location;
  if (bridge !== undefined) {
    const host = createHostClient(createBridgeTransport(bridge, origin));
    return { host, openDropped: (file) => openDropped(bridge, file) };
  }
  const token = takeLaunchToken(page);
  if (token !== undefined)
    return { host: reopenDatasets(createHostClient(createHttpTransport(origin, token))) };
  throw new HostError({
    code: 'unauthorised',
    message: 'this address lacks its token: open the whole address that the program printed',
  });
}
