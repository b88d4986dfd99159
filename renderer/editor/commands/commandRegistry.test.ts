import { expect, test } from 'vitest';
import { CommandRegistry } from './commandRegistry.ts';

test('a command runs while it has a handler that is enabled', () => {
  const registry = new CommandRegistry();
  let runs = 0;
  let heard = 0;
  let isEnabled = true;
  registry.subscribe(() => (heard += 1));
  expect(registry.run('view.frameAll')).toBe(false);
  const stop = registry.register('view.frameAll', {
    run: () => void (runs += 1),
    isEnabled: () => isEnabled,
  });
  expect(registry.run('view.frameAll')).toBe(true);
  isEnabled = false;
  expect(registry.run('view.frameAll')).toBe(false);
  stop();
  expect(registry.isEnabled('view.frameAll')).toBe(false);
  expect([runs, heard]).toEqual([1, 2]);
});

test('a command has one handler; who was replaced removes nothing', () => {
  const registry = new CommandRegistry();
  const stop = registry.register('view.frameAll', { run: () => undefined });
  expect(() => registry.register('view.frameAll', { run: () => undefined })).toThrow('has a handler already');
  stop();
  registry.register('view.frameAll', { run: () => undefined });
  stop();
  expect(registry.isEnabled('view.frameAll')).toBe(true);
});
