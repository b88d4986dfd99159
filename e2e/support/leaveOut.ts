import { test } from '@playwright/test';

/** Skips a test, or the rest of a file or group, and says why where whoever runs the tests sees it. */
export function leaveOut(reason: string): void {
  console.log(`Left out: ${reason}.`);
  test.skip(true, reason);
}
