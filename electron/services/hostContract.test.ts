import { hostContractSuite } from '#electron/testing/hostContractSuite.ts';
import { ALWAYS_CONNECTED, bytesPath, createHostClient } from '#shared/host/client.ts';
import { dispatch } from '#shared/host/dispatch.ts';
import { toResponse } from '#electron/testing/toResponse.ts';

hostContractSuite('no transport at all', async (host, files) => ({
  client: createHostClient({
    call: (method, input, signal) =>
      dispatch(
        host.services,
        method,
        input,
        { signal: signal ?? new AbortController().signal },
        { checkOutput: true },
      ),
    subscribe: host.subscribe,
    bytesUrl: bytesPath,
    bytesHeaders: {},
    connection: ALWAYS_CONNECTED,
  }),
  fetchBytes: async (url, headers) => {
    const { pathname: path } = new URL(url, 'http://host');
    return toResponse(await files({ method: 'GET', path, range: headers['Range'] }));
  },
}));
