import { onTestFinished } from 'vitest';
import { hostContractSuite } from '#electron/testing/hostContractSuite.ts';
import { createHttpTransport } from '#renderer/host/httpTransport.ts';
import { createHostClient } from '#shared/host/client.ts';
import { startLoopbackServer } from './server.ts';
import { createToken } from './token.ts';

hostContractSuite('HTTP', async ({ services, subscribe }, files) => {
  const token = createToken();
  const dispatchOptions = { checkOutput: true };
  const server = await startLoopbackServer({ services, subscribe, files, token, dispatchOptions });
  onTestFinished(() => server.close());
  return {
    client: createHostClient(createHttpTransport(server.origin, token)),
    fetchBytes: (url, headers) => fetch(url, { headers }),
  };
});
