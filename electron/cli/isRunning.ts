import { systemErrorCode } from '#shared/host/failure.ts';

/** Is there a process of that number on this machine? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}
