import { expect, test } from 'vitest';
import { contentType, dataContentType } from './contentType.ts';

test.each([
  ['index.html', 'text/html; charset=utf-8', 'application/octet-stream'],
  ['worker.js', 'text/javascript; charset=utf-8', 'application/octet-stream'],
  ['picture.svg', 'image/svg+xml', 'application/octet-stream'],
  ['picture.JPG', 'image/jpeg', 'image/jpeg'],
  ['picture.png', 'image/png', 'image/png'],
  ['cloud.pcd', 'application/octet-stream', 'application/octet-stream'],
])('%s is %s for the page and %s as data', (path, own, data) => {
  expect([contentType(path), dataContentType(path)]).toEqual([own, data]);
});
