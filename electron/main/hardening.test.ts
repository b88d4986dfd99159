import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test, vi } from 'vitest';
import { FakeContents, fakeEvent } from '#electron/testing/fakeElectronModule.ts';
import { hardenContents, isLocalRequest } from './hardening.ts';
import { START_URL } from './origin.ts';

function createContents() {
  const app = new EventEmitter();
  const openExternal = vi.fn<(link: string) => void>();
  hardenContents(app as unknown as App, openExternal);
  const contents = new FakeContents(() => undefined);
  app.emit('web-contents-created', {}, contents);
  return { contents, openExternal };
}

test.each([
  ['app://boxwright/', true],
  ['app://boxwright/data/id/lidar/1.pcd', true],
  ['blob:app://boxwright/0f', true],
  ['data:image/png;base64,', true],
  ['devtools://devtools/bundled/inspector.html', true],
  ['app://elsewhere/', false],
  ['app://boxwright.example.org/', false],
  ['app://boxwright:80/', false],
  ['http://127.0.0.1:8080/', false],
  ['http://boxwright/', false],
  ['https://github.com/boxwright/boxwright', false],
  ['ws://127.0.0.1/', false],
  ['wss://example.org/', false],
  ['ftp://example.org/', false],
  ['file:///etc/passwd', false],
  ['chrome://gpu', false],
  ['no address', false],
])('the request of %s goes through: %s', (url, isAllowed) => {
  expect(isLocalRequest(url)).toBe(isAllowed);
});

test.each([
  'https://example.org/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:app://boxwright/0f',
  'about:blank',
  'devtools://devtools/bundled/inspector.html',
  'app://elsewhere/',
  'app://boxwright@elsewhere/',
  // A data file is of our origin: as a page it would have the bridge.
  'app://boxwright/data/id/evil.html',
  'app://boxwright//data/id/evil.html',
  'app://boxwright/index.html/../data/id/evil.html',
  'app://boxwright/assets/index.js',
  '',
])('the page does not become %j', (url) => {
  const { contents } = createContents();
  const navigation = fakeEvent({ url, isMainFrame: true });
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    contents.emit(name, navigation);
  }
  expect(navigation.preventDefault).toHaveBeenCalledTimes(3);
});

test('the page may be reloaded', () => {
  const { contents } = createContents();
  const reload = fakeEvent({ url: START_URL, isMainFrame: true });
  contents.emit('will-frame-navigate', reload);
  contents.emit('will-navigate', reload);
  expect(reload.preventDefault).not.toHaveBeenCalled();
});

test('the page has no frames, no webviews and no way out for packets', () => {
  const { contents } = createContents();
  const frame = fakeEvent({ url: START_URL, isMainFrame: false });
  contents.emit('will-frame-navigate', frame);
  contents.emit('will-attach-webview', frame);
  expect(frame.preventDefault).toHaveBeenCalledTimes(2);
  expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledWith('disable_non_proxied_udp');
});

test('no link opens a window, and only those on the list leave the app', () => {
  const { contents, openExternal } = createContents();
  const links = [
    'https://example.org/',
    'file:///etc/passwd',
    START_URL,
    'https://github.com/boxwright/boxwright',
  ];
  for (const url of links) expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
  expect(openExternal.mock.calls).toEqual([['https://github.com/boxwright/boxwright']]);
});
