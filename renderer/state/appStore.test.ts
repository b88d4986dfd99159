import { expect, test } from 'vitest';
import { showFilesSeen, showPhase, useAppStore } from './appStore.ts';

const opening = { kind: 'opening', path: '/data', files: 0, cancel: () => undefined } as const;

test('files are counted for the folder that is being opened, and for no other', () => {
  showPhase(opening);
  showFilesSeen('/data', 1200);
  expect(useAppStore.getState().phase).toEqual({ ...opening, files: 1200 });
  showFilesSeen('/other', 5);
  expect(useAppStore.getState().phase).toMatchObject({ files: 1200 });
});

test('a count that comes late changes nothing', () => {
  showPhase({ kind: 'start' });
  showFilesSeen('/data', 1300);
  expect(useAppStore.getState().phase).toEqual({ kind: 'start' });
});
