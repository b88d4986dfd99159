import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../problems/problem.ts';
import { readCoco } from './readCoco.ts';

const IMAGES = [{ id: 1, file_name: 'cameras/front/000000.jpg', width: 640, height: 360 }];
const CATEGORIES = [{ id: 3, name: 'car' }];

function file(annotations: unknown, more: object = {}): string {
  return JSON.stringify({ images: IMAGES, categories: CATEGORIES, annotations, ...more });
}

const whole = { id: 7, image_id: 1, category_id: 3, bbox: [10, 20.5, 30, 40] };

function problemOf(text: string): unknown {
  try {
    readCoco(text, 'a.json');
  } catch (error) {
    return error instanceof ProblemError ? error.problem : error;
  }
  return undefined;
}

describe('a COCO file', () => {
  test('gives each box with its image, its class and where it is in our pixels', () => {
    expect(readCoco(file([whole]), 'a.json')).toEqual({
      boxes: [
        {
          image: 'cameras/front/000000.jpg',
          key: '7',
          rectangle: { left: 9.5, top: 20, right: 39.5, bottom: 60 },
          unit: 'pixels',
          class: 'car',
          source: 'imported',
        },
      ],
      problems: [],
    });
  });

  test('with scores is a detector’s, and attributes come along', () => {
    const attributes = { occluded: true, colour: 'red', deep: { no: 1 } };
    expect(readCoco(file([{ ...whole, score: 0.75, attributes }]), 'a.json').boxes).toMatchObject([
      { source: 'model', score: 0.75, attributes: { occluded: true, colour: 'red' } },
    ]);
    expect(readCoco(file([{ ...whole, score: 75 }]), 'a.json').boxes[0]).not.toHaveProperty('score');
  });

  test.each([
    ['an unknown image', { ...whole, image_id: 99 }, 'noImagesListed'],
    ['an unknown category', { ...whole, category_id: 'x' }, 'categoryUnknown'],
    ['no box', { ...whole, bbox: null }, 'expectList'],
    ['too few numbers', { ...whole, bbox: [1, 2, 3] }, 'wrongCount'],
    ['a text for a number', { ...whole, bbox: [1, 2, '3', 4] }, 'expectNumber'],
    ['a negative width', { ...whole, bbox: [1, 2, -3, 4] }, 'rectangleEmpty'],
    ['no height', { ...whole, bbox: [1, 2, 3, 0] }, 'rectangleEmpty'],
    ['a number that is swallowed', { ...whole, bbox: [1e300, 2, 1, 4] }, 'rectangleEmpty'],
    ['no annotation', 5, 'expectObject'],
  ])('names %s and goes on', (_, wrong, reason) => {
    const { boxes, problems } = readCoco(file([wrong, { ...whole, id: 8 }]), 'a.json');
    expect(boxes).toMatchObject([{ key: '8' }]);
    expect(problems).toMatchObject([{ code: 'boxes.skipped', path: 'a.json', params: { reason } }]);
  });

  test('a number beyond all is not finite', () => {
    const text = file([whole]).replace('20.5', '1e999');
    expect(readCoco(text, 'a.json').problems).toMatchObject([{ params: { reason: 'notFinite' } }]);
  });

  test('leaves crowds out without a word, and tells two annotations of one id apart', () => {
    const { boxes, problems } = readCoco(file([{ ...whole, iscrowd: 1 }, whole, whole]), 'a.json');
    expect(boxes.map(({ key }) => key)).toEqual(['7', '#2']);
    expect(problems).toEqual([]);
  });

  test('names twenty of a thousand, and counts the others', () => {
    const { problems } = readCoco(
      file(Array.from({ length: 1000 }, () => ({ ...whole, image_id: 2 }))),
      'a.json',
    );
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toMatchObject({ params: { count: 980 } });
  });

  test('says what is wrong with a file that is none', () => {
    expect(problemOf(file([whole]).slice(0, -20))).toMatchObject({
      code: 'boxes.unreadable',
      params: { line: 1 },
    });
    expect(problemOf('[{"image_id":1}]')).toMatchObject({ params: { where: 'images', reason: 'missing' } });
    expect(problemOf(file([], { images: 3 }))).toMatchObject({
      params: { where: 'images', reason: 'expectList' },
    });
    expect(problemOf('{}')).toMatchObject({ params: { reason: 'missing' } });
    expect(problemOf('5')).toMatchObject({ params: { reason: 'expectObject' } });
    expect(problemOf(`${'['.repeat(5000)}${']'.repeat(5000)}`)).toMatchObject({
      params: { reason: 'tooDeep' },
    });
  });

  test('names a key that stands twice with its place, for half of what it says would be lost', () => {
    const text = file([whole, { ...whole, id: 8, note: 'at 12:30' }]).replace('"id":8', '"id":8,\n "id":9');
    expect(problemOf(text)).toMatchObject({
      code: 'boxes.unreadable',
      path: 'a.json',
      params: { where: 'annotations[1].id', reason: 'repeatedKey', line: 2, column: 2 },
    });
    expect(problemOf(file([whole, { ...whole, id: 8, 'a:b': ':', note: '\u003a' }]))).toBeUndefined();
  });

  test('whatever it holds, ends with boxes that bound something, or a named problem', () => {
    const values = fc.jsonValue({ maxDepth: 3 });
    const row = fc.record({
      id: values,
      image_id: fc.oneof(fc.constant(1), values),
      category_id: fc.oneof(fc.constant(3), values),
      bbox: fc.oneof(fc.array(fc.double()), values),
      score: values,
      attributes: values,
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(row, values), { maxLength: 4 }), (annotations) => {
        for (const { rectangle } of readCoco(file(annotations), 'a.json').boxes) {
          expect(rectangle.right).toBeGreaterThan(rectangle.left);
          expect(rectangle.bottom).toBeGreaterThan(rectangle.top);
        }
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.nat(200), (noise, at) => {
        const text = file([whole]);
        const broken = text.slice(0, at) + noise + text.slice(at + 1);
        const problem = problemOf(broken);
        if (problem !== undefined) return (problem as { code?: string }).code === 'boxes.unreadable';
        return true;
      }),
    );
  });
});
