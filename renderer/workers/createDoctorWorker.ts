/** Starts a worker that checks calibrations. Apart from its caller, because only a bundler understands this address. */
export function createDoctorWorker(): Worker {
  return new Worker(new URL('doctorWorker.ts', import.meta.url), { type: 'module', name: 'doctor' });
}
