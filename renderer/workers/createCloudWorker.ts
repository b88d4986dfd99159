/** Starts a worker that holds clouds. Apart from the service, because only a bundler understands this address. */
export function createCloudWorker(): Worker {
  return new Worker(new URL('cloudWorker.ts', import.meta.url), { type: 'module', name: 'clouds' });
}
