import { describe, expect, test } from 'vitest';
import { readKittiBoxes } from './readKittiBoxes.ts';

const CAR = 'Car 0.25 1 1.85 387.63 181.54 423.81 203.12 1.67 1.87 3.69 -16.53 2.39 58.49 1.57';

describe('2D boxes of a KITTI label file', () => {
  test('are those of its lines, with what they say of visibility', () => {
    const text = `${CAR}\nDontCare -1 -1 -10 5.00 229.89 613.88 238.77 -1 -1 -1 -1000 -1000 -1000 -10\n\n`;
    expect(readKittiBoxes(text, 'label_2/000001.txt', '000001')).toEqual({
      boxes: [
        {
          image: '000001',
          key: '#1',
          rectangle: { left: 387.63, top: 181.54, right: 423.81, bottom: 203.12 },
          unit: 'pixels',
          class: 'Car',
          source: 'imported',
          extent: 'visible',
          attributes: { truncation: 0.25, occlusion: 1 },
        },
      ],
      problems: [],
    });
  });

  test('with a score are a detector’s', () => {
    expect(readKittiBoxes(`${CAR} 0.9`, 'a.txt', 'a').boxes).toMatchObject([{ source: 'model', score: 0.9 }]);
  });

  test.each([
    ['cut short', CAR.slice(0, 40), 'wrongCount'],
    ['not finite', CAR.replace('387.63', 'nan'), 'notFinite'],
    ['turned over', CAR.replace('387.63', '500'), 'rectangleEmpty'],
    ['of nothing', CAR.replace('203.12', '181.54'), 'rectangleEmpty'],
  ])('a line that is %s is named, and the rest is there', (_, line, reason) => {
    const { boxes, problems } = readKittiBoxes(`${line}\r\n${CAR}`, 'a.txt', 'a');
    expect(boxes).toMatchObject([{ key: '#2' }]);
    expect(problems).toMatchObject([{ code: 'boxes.skipped', params: { reason } }]);
  });
});
