import { expect, onTestFinished, test, vi } from 'vitest';
import { runSteps, type Step } from './steps.mjs';

function capture(): string[] {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => log.mockRestore());
  return lines;
}

type Result = Awaited<ReturnType<Step['run']>>;

const step = (name: string, result: Result) => ({
  name,
  run: vi.fn<() => Promise<Result>>(() => Promise.resolve(result)),
});

test('adds the tests of all steps up', async () => {
  const lines = capture();
  await runSteps([
    step('format', { ok: true }),
    step('unit', { ok: true, passed: 3 }),
    step('e2e', { ok: true, passed: 2, failed: 0, skipped: 1 }),
  ]);
  expect(lines.at(-1)).toBe('5 passed, 0 failed, 1 skipped');
  expect(lines).toHaveLength(4);
});

test('stops at the first step that fails and shows what it said', async () => {
  const lines = capture();
  const later = step('e2e', { ok: true });
  await expect(runSteps([step('lint', { ok: false, output: 'no-var at a.ts:1' }), later])).rejects.toThrow(
    'Stopped at “lint”',
  );
  expect(lines[0]).toBe('no-var at a.ts:1');
  expect(lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped');
  expect(later.run).not.toHaveBeenCalled();
});

test('counts tests that failed', async () => {
  const lines = capture();
  await expect(runSteps([step('unit', { ok: false, passed: 7, failed: 2 })])).rejects.toThrow('unit');
  expect(lines.at(-1)).toBe('7 passed, 2 failed, 0 skipped');
});
