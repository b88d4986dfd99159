import { expect, test } from 'vitest';
import { OpenRequests } from './openRequests.ts';

test('what comes early waits, the last one counts', () => {
  const requests = new OpenRequests();
  expect(requests.take()).toBeUndefined();
  requests.request('/a');
  requests.request('/b');
  expect(requests.take()).toBe('/b');
  requests.request('/c');
  const heard: string[] = [];
  requests.listen((path) => heard.push(path));
  requests.request('/d');
  expect(heard).toEqual(['/c', '/d']);
  expect(requests.take()).toBeUndefined();
  requests.pause();
  requests.request('/e');
  expect(heard).toEqual(['/c', '/d']);
  requests.listen((path) => heard.push(`again ${path}`));
  expect(heard).toEqual(['/c', '/d', 'again /e']);
});
