import { describe, expect, test } from 'vitest';
import { readClassNames, readYolo } from './readYolo.ts';

const CLASSES = ['car', 'bus'];

describe('a YOLO file', () => {
  test('gives parts of the image, with the names of its classes', () => {
    expect(readYolo('1 0.5 0.25 0.5 0.25\n0 0.1 0.1 0.1 0.1 0.875\n', 'a.txt', 'a', CLASSES)).toEqual({
      boxes: [
        {
          image: 'a',
          key: '#1',
          rectangle: { left: 0.25, top: 0.125, right: 0.75, bottom: 0.375 },
          unit: 'image',
          class: 'bus',
          source: 'imported',
        },
        expect.objectContaining({ key: '#2', class: 'car', source: 'model', score: 0.875 }),
      ],
      problems: [],
    });
  });

  test.each([
    ['of a class without a name', '2 0.5 0.5 0.1 0.1', 'categoryUnknown'],
    ['of half a class', '0.5 0.5 0.5 0.1 0.1', 'categoryUnknown'],
    ['that is a polygon', '0 0.1 0.1 0.2 0.2 0.3 0.3', 'wrongCount'],
    ['with a word in it', '0 0.5 x 0.1 0.1', 'expectNumber'],
    ['that is not finite', '0 inf 0.5 0.1 0.1', 'notFinite'],
    ['in pixels', '0 320 180 40 40', 'outOfRange'],
    ['with a negative size', '0 0.5 0.5 -0.1 0.1', 'rectangleEmpty'],
    ['beyond all numbers', '0 0.5 0.5 1e999 0.1', 'notFinite'],
  ])('a line %s is named, and the rest is there', (_, line, reason) => {
    const { boxes, problems } = readYolo(`${line}\n1 0.5 0.5 0.1 0.1`, 'a.txt', 'a', CLASSES);
    expect(boxes).toMatchObject([{ key: '#2' }]);
    expect(problems).toMatchObject([{ code: 'boxes.skipped', params: { reason } }]);
  });

  test('the names of its classes are lines, empty ones within count', () => {
    expect(readClassNames('\uFEFFcar\r\n\r\n bus \n\n')).toEqual(['car', '', 'bus']);
  });
});
