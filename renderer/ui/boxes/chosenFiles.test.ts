import { expect, test } from 'vitest';
import { readChosen, type ChosenFile } from './chosenFiles.ts';

function file(path: string, content: string | Uint8Array, size?: number): ChosenFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const parts = path.split('/');
  return {
    name: parts.at(-1)!,
    size: size ?? bytes.length,
    webkitRelativePath: parts.length > 1 ? path : '',
    arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
  };
}

test('a folder of YOLO files is read with the names of its classes, and called as the folder', async () => {
  const chosen = await readChosen([
    file('yolo/front/000000.txt', '1 0.5 0.5 0.1 0.1'),
    file('yolo/classes.txt', 'car\nbus'),
    file('yolo/front/000000.jpg', new Uint8Array([0xff, 0xd8])),
  ]);
  expect(chosen).toMatchObject({ name: 'yolo', read: { format: 'yolo', problems: [] } });
  expect(chosen?.read?.foreign).toMatchObject([
    { path: 'front/000000.txt', boxes: [{ image: 'front/000000', class: 'bus' }] },
  ]);
});

test.each([
  ['is of no known format', file('a.txt', 'hello'), 'boxFormatUnknown'],
  ['has classes without names', file('a.txt', '0 0.5 0.5 0.1 0.1'), 'classNamesMissing'],
  ['is no text', file('a.json', new Uint8Array([0xc3, 0x28])), 'notUtf8'],
  ['is too large', file('a.json', '{}', 2 ** 31), 'tooLarge'],
  ['has gone', { ...file('a.json', ''), arrayBuffer: () => Promise.reject(new Error('gone')) }, 'missing'],
])('says what is wrong with a file that %s', async (_, one, reason) => {
  expect(await readChosen([one])).toMatchObject({ read: undefined, problem: { params: { reason } } });
});

test('nothing chosen is nothing', async () => {
  expect(await readChosen([])).toBeUndefined();
});
