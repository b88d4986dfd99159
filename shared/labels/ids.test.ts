import { expect, test } from 'vitest';
import { importedTrackId, objectIdOf } from './ids.ts';

test('ids are the RFC 9562 version 5 values that other tools compute', () => {
  // python: uuid.uuid5(uuid.UUID(namespace), text)
  expect(importedTrackId('example', '4')).toBe('419e5f8f-6c6a-54e2-9ea8-008dd39b7ed3');
  expect(objectIdOf('419e5f8f-6c6a-54e2-9ea8-008dd39b7ed3', 'lidar/000965.pcd')).toBe(
    'f816a6ba-03ff-5f70-ae09-64595b206d9c',
  );
});

test('a name that is no text in any encoding has an id, too', () => {
  expect(objectIdOf('6a4c2c0e-6f0b-5a57-9d0c-0d5d6a8d9b11', '\ud800')).toMatch(/^[0-9a-f-]{36}$/);
});

test('the case of a track id does not matter', () => {
  const track = '6a4c2c0e-6f0b-5a57-9d0c-0d5d6a8d9b11';
  expect(objectIdOf(track.toUpperCase(), 'a')).toBe(objectIdOf(track, 'a'));
});
