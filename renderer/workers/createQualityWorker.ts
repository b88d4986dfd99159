/** Starts a worker that keeps findings. Apart from who asks it, because only a bundler understands this address. */
export function createQualityWorker(): Worker {
  return new Worker(new URL('qualityWorker.ts', import.meta.url), { type: 'module', name: 'quality' });
}
