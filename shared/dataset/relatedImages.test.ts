import { describe, expect, test } from 'vitest';
import { groupByCamera } from './relatedImages.ts';

function cameras(frames: readonly (readonly [string, ...string[]])[]): [string | undefined, ...string[]] {
  const related = frames.map(([stem, ...images]) => ({ stem, images }));
  const { cameraOf, reason } = groupByCamera(related);
  return [reason, ...related.flatMap(({ images }) => images.map((path) => cameraOf.get(path)!))];
}

describe('which images are from one camera', () => {
  test('without images there is none', () => {
    expect(cameras([['1']])).toEqual([undefined]);
  });

  test('one image per frame is one camera, whatever its name', () => {
    expect(cameras([['1', 'a/1.png'], ['2'], ['3', 'c/front.png']])).toEqual([
      'assumedOneCamera',
      'camera',
      'camera',
    ]);
  });

  test.each([
    ['front', 'left'],
    ['1_front', '1_left'],
    ['front-1', 'left-1'],
    ['front_1231201437716091006', 'left_1231201437716091007'],
  ])('names %s, %s', (front, left) => {
    const [, ...found] = cameras([
      ['1', `a/${front}.png`, `a/${left}.png`],
      ['2', `b/${front.replace(/^1_|-1$/, '')}.png`, `b/${left.replace(/^1_|-1$/, '')}.png`],
    ]);
    expect(found).toEqual(['front', 'left', 'front', 'left']);
  });

  test('a camera may be missing in a frame', () => {
    expect(
      cameras([
        ['1', 'a/front.png', 'a/left.png'],
        ['2', 'b/left.png'],
      ]),
    ).toEqual(['assumedCameraByName', 'front', 'left', 'left']);
  });

  test('names that are new in every frame are told apart by their order', () => {
    expect(
      cameras([
        ['1', 'a/x.png', 'a/y.png'],
        ['2', 'b/z.png', 'b/zz.png'],
      ]),
    ).toEqual(['assumedCameraByOrder', 'camera_0', 'camera_1', 'camera_0', 'camera_1']);
  });

  test('so are two that differ only by their ending, and numbers of cameras stay', () => {
    expect(cameras([['1', 'a/1.jpg', 'a/1.png']])).toEqual(['assumedCameraByOrder', 'camera_0', 'camera_1']);
    expect(cameras([['1', 'a/cam1.png', 'a/cam2.png']])).toEqual(['assumedCameraByName', 'cam1', 'cam2']);
  });
});
