import { describe, expect, test } from 'vitest';
import type { Sequence } from '../../dataset/dataset.ts';
import type { ForeignBox } from './foreignBox.ts';
import { ImageIndex } from './imageIndex.ts';
import { placeBoxes } from './placeBoxes.ts';

function sequence(id: string): Sequence {
  return {
    id,
    name: id,
    lidars: [],
    cameras: [],
    frames: [0, 1].map((index) => ({
      id: `${id}/lidar/00${index}.pcd`,
      name: `00${index}`,
      index,
      clouds: [],
      images: [
        { sensor: 'front', path: `${id}/cam/front/00${index}.JPG` },
        { sensor: 'rear', path: `${id}/cam/rear/00${index}.png` },
      ],
    })),
  };
}

const one = [sequence('a')];

describe('finding the image that a name means', () => {
  test.each([
    ['a/cam/front/000.JPG'],
    ['cam/front/000.JPG'],
    ['front/000.jpg'],
    ['/recordings/drive/cam/front/000'],
    ['C:\\work\\cam\\front\\000.jpg'],
    ['./front/000'],
    ['000.JPG'],
  ])('%s', (name) => {
    expect(new ImageIndex(one).find(name)).toEqual({
      sequenceId: 'a',
      frameId: 'a/lidar/000.pcd',
      camera: 'front',
    });
  });

  test('a name that several images have means none, until the camera is said', () => {
    expect(new ImageIndex(one).find('000')).toBe('imageAmbiguous');
    expect(new ImageIndex(one, 'rear').find('000')).toMatchObject({ camera: 'rear' });
    expect(new ImageIndex([sequence('a'), sequence('b')], 'rear').find('000')).toBe('imageAmbiguous');
    expect(new ImageIndex([sequence('a'), sequence('b')]).find('b/cam/rear/000')).toMatchObject({
      sequenceId: 'b',
    });
  });

  test.each(['', '/', '..', '002', 'front', '__proto__', 'constructor'])('%j is not found', (name) => {
    expect(new ImageIndex(one).find(name)).toBe('imageUnknown');
  });
});

function place(boxes: readonly ForeignBox[], size?: { width: number; height: number }) {
  return placeBoxes(boxes, 'boxes.json', new ImageIndex(one), () => size);
}

describe('putting boxes on images', () => {
  const box: ForeignBox = {
    image: 'front/000',
    key: '1',
    rectangle: { left: 10, top: 10, right: 20, bottom: 20 },
    unit: 'pixels',
    class: 'car',
    source: 'imported',
  };
  test('parts of the image become its pixels', () => {
    const part = { ...box, unit: 'image', rectangle: { left: 0, top: 0.25, right: 1, bottom: 0.5 } } as const;
    expect(place([part], { width: 640, height: 360 }).boxes).toMatchObject([
      {
        frameId: 'a/lidar/000.pcd',
        camera: 'front',
        rectangle: { left: -0.5, top: 89.5, right: 639.5, bottom: 179.5 },
      },
    ]);
    expect(place([part]).problems).toMatchObject([{ params: { reason: 'imageSizeUnknown' } }]);
  });

  test('what lies outside is named; what reaches over the border stays', () => {
    const outside = { ...box, rectangle: { left: 700, top: 0, right: 800, bottom: 10 } };
    const over = { ...box, key: '2', rectangle: { left: -50, top: 0, right: 30, bottom: 400 } };
    const { boxes, problems } = place([outside, over, { ...box, image: 'nowhere' }], {
      width: 640,
      height: 360,
    });
    expect(boxes).toMatchObject([{ key: '2', rectangle: over.rectangle }]);
    expect(problems.map(({ params }) => params?.['reason'])).toEqual(['outsideImage', 'imageUnknown']);
    // An image of unknown size has no outside.
    expect(place([outside]).boxes).toHaveLength(1);
  });
});
