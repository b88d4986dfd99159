import { Failure } from './failure.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<StepResult>} run
 *
 * @typedef {object} StepResult
 * @property {boolean} ok
 * @property {string} [output] shown when the step failed
 * @property {number} [passed] tests
 * @property {number} [failed] tests
 * @property {number} [skipped] tests
 */

/**
 * Runs the steps in order and stops at the first that fails. Prints one line for each, and at the end how many tests
 * passed and failed in all.
 *
 * @param {readonly Step[]} steps
 */
export async function runSteps(steps) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const step of steps) {
    const startedAt = Date.now();
    const result = await step.run();
    passed += result.passed ?? 0;
    failed += result.failed ?? 0;
    skipped += result.skipped ?? 0;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    if (!result.ok && result.output) console.log(result.output);
    console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)${countOf(result)}`);
    if (result.ok) continue;
    // A step without tests of its own, or one that broke before its tests ran, is one failure.
    console.log(`${passed} passed, ${Math.max(failed, 1)} failed, ${skipped} skipped`);
    throw new Failure(`Stopped at “${step.name}”. What went wrong is printed above.`);
  }
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}

/** @param {StepResult} result */
function countOf({ passed, failed, skipped }) {
  return passed === undefined
    ? ''
    : `: ${passed} tests passed, ${failed ?? 0} failed, ${skipped ?? 0} skipped`;
}
