/** Starts a worker that undistorts images. Apart from who asks it, because only a bundler understands this address. */
export function createUndistortWorker(): Worker {
  return new Worker(new URL('undistortWorker.ts', import.meta.url), { type: 'module', name: 'images' });
}
