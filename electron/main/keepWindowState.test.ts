import { EventEmitter } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { UserFile } from '#electron/services/userFile.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { keepWindowState, type KeptWindow } from './keepWindowState.ts';
import { FIRST_WINDOW_STATE, windowStateSchema, type WindowState } from './windowState.ts';

class FakeWindow extends EventEmitter {
  bounds = { x: 10, y: 20, width: 800, height: 600 };
  isGone = false;
  getNormalBounds = () => this.bounds;
  isMaximized = () => true;
  isFullScreen = () => false;
  isDestroyed = () => this.isGone;
}

function keep() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const window = new FakeWindow();
  const saved: WindowState[] = [];
  const settled = keepWindowState(window as unknown as KeptWindow, (state) => {
    saved.push(state);
    return Promise.resolve();
  });
  return { window, saved, settled };
}

test('a drag is saved once, when it is over', async () => {
  const { window, saved } = keep();
  for (let step = 0; step < 50; step += 1) {
    window.bounds = { ...window.bounds, x: step };
    window.emit('move');
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(600);
  expect(saved).toEqual([
    { bounds: { x: 49, y: 20, width: 800, height: 600 }, isMaximized: true, isFullScreen: false },
  ]);
});

test('closing saves at once, and nothing after', async () => {
  const { window, saved, settled } = keep();
  window.emit('resize');
  window.emit('close');
  window.isGone = true;
  await settled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(saved).toHaveLength(1);
});

test('a place that cannot be saved bothers nobody', async () => {
  const window = new FakeWindow();
  const save = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('disk full')));
  const settled = keepWindowState(window as unknown as KeptWindow, save);
  window.emit('close');
  await expect(settled()).resolves.toBeUndefined();
  window.emit('close');
  await settled();
  expect(save).toHaveBeenCalledTimes(2);
});

test('a damaged file means a first start, and is replaced', async () => {
  const path = join(await temporaryFolder(), 'config', 'window.json');
  const file = new UserFile(nodeFileSystem, path, windowStateSchema, FIRST_WINDOW_STATE);
  await mkdir(join(path, '..'));
  await writeFile(path, '{"bounds": {"x": "left"}}');
  expect(await file.read()).toEqual(FIRST_WINDOW_STATE);
  const window = new FakeWindow();
  const settled = keepWindowState(window as unknown as KeptWindow, (state) => file.change(() => state));
  window.emit('close');
  await settled();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    bounds: window.bounds,
    isMaximized: true,
  });
  expect(await file.read()).toMatchObject({ bounds: window.bounds });
});
