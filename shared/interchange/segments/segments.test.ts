import { describe, expect, test } from 'vitest';
import { lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { cuboidYaw } from '../../geometry/cuboid.ts';
import { fromAxisAngle, fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import { segmentsFormat } from './segmentsFormat.ts';

const cuboid = { centre: [10, 2, 0], size: [4, 2, 1.5], rotation: fromYaw(0.5) } as const;
const RELEASE = 'segments-release.json';

/** An annotation as the service's documentation shows it. */
const ANNOTATION = {
  id: 1,
  category_id: 2,
  type: 'cuboid',
  position: { x: 0, y: 0.2, z: 0.5 },
  dimensions: { x: 1.2, y: 1, z: 0.8 },
  yaw: 0.63,
  track_id: 6,
  is_keyframe: false,
};

function release(...samples: readonly object[]): string {
  const categories = [{ name: 'car', id: 2, color: [33, 138, 33] }];
  return JSON.stringify({
    name: 'first release',
    dataset: {
      name: 'drives',
      task_type: 'pointcloud-cuboid-sequence',
      task_attributes: { format_version: '0.1', categories },
      samples,
    },
  });
}

function sample(annotations: readonly unknown[], frame: object = {}): object {
  return {
    name: 'drive',
    attributes: { frames: [{ pcd: { url: 'https://x.org/a/000017.pcd?key=1', type: 'pcd' }, ...frame }] },
    labels: { 'ground-truth': { label_status: 'LABELED', attributes: { frames: [{ annotations }] } } },
  };
}

describe('labels as Segments.ai', () => {
  test('keep tracks, keyframes, attributes, poses and times', async () => {
    const pose = { rotation: toMatrix3(fromYaw(1)), translation: [100, 200, 3] } as const;
    const tilted = { ...cuboid, rotation: fromAxisAngle([0, 1, 0], 0.1) };
    const first = madeObject(cuboid, '7', {
      attributes: { colour: 'red', doors: 4, parked: false },
      isKeyframe: true,
    });
    const other = madeObject(tilted, '8', { class: 'bus', isKeyframe: false });
    const objects = [first, other];
    const set = madeSet([{ name: '0', objects }, { name: '1' }], {}, (name, index) => ({
      ...lidarFrame(name, index),
      worldFromEgo: pose,
    }));
    const { files, losses } = await writeAll(segmentsFormat, set);
    expect(losses).toMatchObject({ notes: {}, attributesLost: {}, changed: [] });
    const { frames, from, set: found } = await readBack(files);
    expect(from).toBe('segments');
    expect(frames[0]!.objects).toMatchObject(
      [first, other].map(({ track, class: name, attributes, isKeyframe }) => {
        return { track, class: name, attributes, isKeyframe, cuboid: { size: cuboid.size } };
      }),
    );
    const sequence = found.sequences[0]!;
    expect(sequence.frames).toMatchObject(
      set.sequences[0]!.frames.map(({ id, name, index, cloud }) => ({ id, name, index, cloud })),
    );
    expect(sequence.frames[1]!.worldFromEgo?.translation).toEqual(pose.translation);
    expect((await writeAll(segmentsFormat, found)).files).toEqual(files);
  });

  test('number tracks that have names, and the report says so', async () => {
    const set = madeSet([{ name: '0', objects: [madeObject(cuboid, 'a'), madeObject(cuboid, '3')] }]);
    const { losses, files } = await writeAll(segmentsFormat, set);
    expect(losses.notes).toEqual({ tracksRenumbered: 2 });
    expect(files[RELEASE]).toContain('"track_id": 2');
  });

  test('of the service itself are read, and a broken annotation costs only itself', async () => {
    const broken = { ...ANNOTATION, dimensions: { x: 1, y: 0, z: 1 } };
    const polygon = { id: 9, category_id: 2, type: 'polygon', points: [] };
    const unknown = { ...ANNOTATION, category_id: 5, track_id: 9 };
    const text = release(sample([ANNOTATION, broken, polygon, null, unknown]));
    const { frames, problems } = await readBack({ 'drives-first.json': text });
    expect(frames).toMatchObject([
      {
        name: '000017',
        objects: [
          {
            track: '6',
            class: 'car',
            isKeyframe: false,
            cuboid: { centre: [0, 0.2, 0.5], size: [1.2, 1, 0.8] },
          },
          { track: '9', class: 'category_5' },
        ],
      },
    ]);
    expect(cuboidYaw(frames[0]!.objects[0]!.cuboid)).toBeCloseTo(0.63, 8);
    expect(problems.map(({ params }) => params?.['reason'])).toEqual([
      'outOfRange',
      'notCuboid',
      'expectObject',
    ]);
  });

  test('stand in the world where the sample says a pose', async () => {
    const heading = { qx: 0, qy: 0, qz: Math.SQRT1_2, qw: Math.SQRT1_2 };
    const text = release(sample([ANNOTATION], { ego_pose: { position: { x: 1, y: 2, z: 0.5 }, heading } }));
    const { frames } = await readBack({ 'segments.json': text });
    const { centre } = frames[0]!.objects[0]!.cuboid;
    expect(centre[0]).toBeCloseTo(-1.8, 9);
    expect(centre[1]).toBeCloseTo(1, 9);
    expect(cuboidYaw(frames[0]!.objects[0]!.cuboid)).toBeCloseTo(0.63 - Math.PI / 2, 8);
  });

  test('of one label alone, and of single clouds, have classes by number', async () => {
    const label = JSON.stringify({ format_version: '0.2', annotations: [ANNOTATION] });
    const { frames } = await readBack({ 'label.json': label });
    expect(frames).toMatchObject([{ objects: [{ class: 'category_2', track: '6' }] }]);
  });
});

/** Images and calibrations as the service's documentation shows them. */
const CAMERA = {
  intrinsics: {
    intrinsic_matrix: [
      [1000, 0, 800],
      [0, 1000, 450],
      [0, 0, 1],
    ],
  },
  // Above the lidar, with OpenGL's axes, looking along its +x: right is −y, up is z, backwards is −x.
  extrinsics: { translation: { x: 0, y: 0, z: 1 }, rotation: { qx: 0.5, qy: -0.5, qz: -0.5, qw: 0.5 } },
};
const BOX = {
  id: 1,
  category_id: 2,
  track_id: 6,
  is_keyframe: true,
  type: 'bbox',
  points: [
    [90.5, 34.5],
    [12.5, 56.5],
  ],
};

function multisensor(images: readonly object[], boxes: readonly unknown[], more: object = {}): string {
  const frame = { pcd: { url: 'https://x.org/a/000017.pcd?key=1', type: 'pcd' }, images };
  const lidar = { name: 'Lidar', task_type: 'pointcloud-cuboid-sequence' };
  const camera = { name: 'Camera 1', task_type: 'image-vector-sequence' };
  return JSON.stringify({
    dataset: {
      task_type: 'multisensor-sequence',
      task_attributes: { categories: [{ name: 'car', id: 2 }] },
      samples: [
        {
          name: 'drive',
          attributes: {
            sensors: [
              { ...lidar, attributes: { frames: [frame, { ...frame, ...more }] } },
              {
                ...camera,
                attributes: { frames: [{ image: { url: 'https://x.org/c/1.jpg?key=1' }, timestamp: '17' }] },
              },
            ],
          },
          labels: {
            'ground-truth': {
              attributes: {
                sensors: [
                  { ...lidar, attributes: { frames: [{ annotations: [ANNOTATION] }] } },
                  { ...camera, attributes: { frames: [{ annotations: boxes }] } },
                ],
              },
            },
          },
        },
      ],
    },
  });
}

describe('several sensors of Segments.ai', () => {
  test('are the lidar and its cameras, known by the addresses of their images', async () => {
    const image = { name: 'front', url: 'https://x.org/c/1.jpg?key=2', row: 0, col: 0, ...CAMERA };
    const rear = { url: 'https://x.org/r/1.jpg', row: 0, col: 1 };
    const { frames, problems, set } = await readBack({
      'segments.json': multisensor([image, rear], [BOX]),
    });
    expect(problems).toEqual([]);
    expect(frames[0]!.objects).toMatchObject([{ track: '6', class: 'car' }]);
    expect(frames[0]!.boxes2d).toEqual([
      {
        camera: 'Camera 1',
        rectangle: { left: 12, top: 34, right: 90, bottom: 56 },
        class: 'car',
        source: 'imported',
        track: '6',
      },
    ]);
    const { cameras, frames: about } = set.sequences[0]!;
    expect(cameras.map(({ id }) => id)).toEqual(['Camera 1', 'camera_1']);
    // The sensor has one image, the camera beside the clouds is known by its name from there on.
    expect(about[1]!.images.map(({ sensor }) => sensor)).toEqual(['Camera 1', 'camera_1']);
    expect(about[0]!.images).toEqual([
      { sensor: 'Camera 1', path: 'Camera 1/1.jpg', ns: '17' },
      { sensor: 'camera_1', path: 'camera_1/1.jpg' },
    ]);
    const { intrinsics, cameraFromLabel } = cameras[0]!.calibration!;
    const view = { model: createCameraModel(intrinsics), cameraFromLabel };
    // 10 m ahead, 2 m to the left, 0.5 m below the camera.
    const [u, v] = projectPoint([10, 2, 0.5], view)!;
    expect([Math.round(u * 1e6), Math.round(v * 1e6)]).toEqual([600e6, 500e6]);
  });

  test('name what is broken of boxes and calibrations once, and go on', async () => {
    const flat = { ...BOX, points: [BOX.points[0], BOX.points[0]] };
    const lens = { distortion: { model: 'fisheye', coefficients: { k1: 1 } } };
    const image = { name: 'front', url: 'front/1.jpg', ...CAMERA, ...lens };
    const text = multisensor([image], [flat, { ...BOX, type: 'polygon' }, { ...BOX, points: 1 }, BOX]);
    const { frames, problems, set } = await readBack({ 'segments.json': text });
    expect(frames[0]!.boxes2d).toHaveLength(1);
    expect(problems.map(({ code, params }) => [code, params!['reason'], params!['where']])).toEqual([
      ['calibration.malformed', 'missing', 'distortion.coefficients.k2'],
      ['labels.objectSkipped', 'rectangleEmpty', 'points'],
      ['labels.objectSkipped', 'notCuboid', undefined],
      ['labels.objectSkipped', 'expectList', 'points'],
    ]);
    expect(set.sequences[0]!.frames[0]!.images).toMatchObject([{}, { path: 'front/1.jpg' }]);
  });

  test('have a calibration for each image where the camera is calibrated anew', async () => {
    const image = { name: 'front', url: 'https://x.org/c/1.jpg', ...CAMERA };
    const { translation, rotation } = CAMERA.extrinsics;
    const moved = { ...image, extrinsics: { rotation, translation: { ...translation, z: 2 } } };
    const { frames, set } = await readBack({
      'segments.json': multisensor([image], [], { images: [moved] }),
    });
    expect(set.sequences[0]!.cameras[0]!.calibration?.cameraFromLabel.translation[1]).toBeCloseTo(1, 9);
    expect(frames[0]!.calibrations).toBeUndefined();
    expect(frames[1]!.calibrations?.get('Camera 1')?.cameraFromLabel.translation[1]).toBeCloseTo(2, 9);
  });

  test('are written where there are 2D boxes, and frames without an image keep their place', async () => {
    const rectangle = { left: 0.5, top: 1.5, right: 10, bottom: 20 };
    const box = { camera: 'front', rectangle, class: 'sign', source: 'manual' } as const;
    const linked = { ...box, class: 'car', track: '3', attributes: { seen: true } };
    const set = madeSet(
      [
        { name: '0', objects: [madeObject(cuboid, '3')], boxes2d: [linked, box, linked] },
        { name: '1', boxes2d: [box] },
      ],
      {},
      (name, index) => ({ ...lidarFrame(name, index), ...(index === 1 ? { images: [] } : {}) }),
    );
    const { files, losses } = await writeAll(segmentsFormat, set);
    expect(losses).toMatchObject({ boxes2d: { written: 3, leftOut: 1 }, notes: { boxesMadeObjects: 2 } });
    const { dataset } = JSON.parse(files[RELEASE]!) as {
      dataset: {
        task_type: string;
        samples: { attributes: { sensors: object[] }; labels: object }[];
      };
    };
    expect(dataset.task_type).toBe('multisensor-sequence');
    expect(dataset.samples[0]!.attributes.sensors).toMatchObject([
      { name: 'lidar', task_type: 'pointcloud-cuboid-sequence' },
      {
        name: 'front',
        task_type: 'image-vector-sequence',
        attributes: { frames: [{ image: { url: 'camera/front/0.jpg' } }, { image: { url: null } }] },
      },
    ]);
    const annotations = [
      { type: 'bbox', track_id: 3, category_id: 1, attributes: { seen: true } },
      { type: 'bbox', track_id: 4, category_id: 2 },
      { type: 'bbox', track_id: 5, category_id: 1 },
    ];
    expect(dataset.samples[0]!.labels).toMatchObject({
      'ground-truth': {
        attributes: { sensors: [{}, { attributes: { frames: [{ annotations }, { annotations: [] }] } }] },
      },
    });
    const label = JSON.stringify((dataset.samples[0]!.labels as Record<string, object>)['ground-truth']);
    const alone = await readBack({ 'label.json': label.replace(/^.*?"attributes":(.*)\}$/, '$1') });
    expect(alone.frames[0]!.boxes2d.map(({ class: name }) => name)).toEqual([
      'category_1',
      'category_2',
      'category_1',
    ]);
  });
});
