import { eachFile, plus, turned, type Matrix, type Numbers3 } from './boxes.ts';

/** An image as a format has it, read from the format's definition. */
export interface IndependentImage {
  /** The name of its cloud, without the ending. */
  readonly frame: string;
  readonly camera: string;
  readonly calibration?: IndependentCalibration;
  readonly boxes: readonly IndependentBox2d[];
}

export interface IndependentCalibration {
  /** The camera's matrix. */
  readonly matrix: Matrix;
  readonly distortion?: { readonly model: string; readonly coefficients: Readonly<Record<string, number>> };
  /** Camera axes x right, y down, z forward. */
  readonly rotation: Matrix;
  readonly translation: Numbers3;
}

export interface IndependentBox2d {
  readonly class: string;
  /** As the format calls its object. */
  readonly object: string;
  /** From the upper left corner of the image, pixels: left, top, right, bottom. */
  readonly corners: readonly [number, number, number, number];
}

export type IndependentImageReader = (files: Readonly<Record<string, string>>) => IndependentImage[];

/** The pixel of a point of the cloud, by OpenCV's formulas. */
export function pixelOf(
  { matrix, distortion, rotation, translation }: IndependentCalibration,
  point: Numbers3,
): [number, number] {
  const [X, Y, Z] = plus(turned(rotation, point), translation);
  const [x, y] = [X / Z, Y / Z];
  const { k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, p1 = 0, p2 = 0 } = distortion?.coefficients ?? {};
  let [u, v] = [x, y];
  if (distortion?.model === 'fisheye') {
    const r = Math.hypot(x, y);
    const theta = Math.atan(r);
    const bent = theta * (1 + k1 * theta ** 2 + k2 * theta ** 4 + k3 * theta ** 6 + k4 * theta ** 8);
    [u, v] = r === 0 ? [x, y] : [(x * bent) / r, (y * bent) / r];
  } else if (distortion !== undefined) {
    const r2 = x * x + y * y;
    const radial = (1 + k1 * r2 + k2 * r2 ** 2 + k3 * r2 ** 3) / (1 + k4 * r2 + k5 * r2 ** 2 + k6 * r2 ** 3);
    u = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
    v = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
  }
  const [px, py, pz] = turned(matrix, [u, v, 1]);
  return [px / pz, py / pz];
}

interface PhotoContext {
  readonly name: string;
  readonly meta: {
    readonly deviceId: string;
    readonly sensorsData?: {
      readonly extrinsicMatrix: readonly number[];
      readonly intrinsicMatrix: readonly number[];
    };
  };
}

interface PhotoFigure {
  readonly geometryType: string;
  readonly objectKey: string;
  readonly geometry: { readonly points: { readonly exterior: readonly (readonly [number, number])[] } };
}

/** `related_images/<cloud, dots as underscores>/<image>.json`, and the figures' file beside it. */
export const superviselyImages: IndependentImageReader = (files) =>
  eachFile(files, /(.+)\/annotation\.json$/).flatMap(([episode, text]) => {
    const { objects } = JSON.parse(text) as {
      objects: readonly { readonly key: string; readonly classTitle: string }[];
    };
    const clouds = JSON.parse(files[`${episode}/frame_pointcloud_map.json`]!) as Record<string, string>;
    return Object.values(clouds).flatMap((cloud) => {
      const folder = `${episode}/related_images/${cloud.replaceAll('.', '_')}/`;
      const beside = Object.keys(files).filter(
        (path) => path.startsWith(folder) && !path.endsWith('.figures.json'),
      );
      return beside.map((path): IndependentImage => {
        const { name, meta } = JSON.parse(files[path]!) as PhotoContext;
        if (path !== `${folder}${name}.json`) throw new Error(`${path} is not about ${name}`);
        const figures = JSON.parse(files[`${folder}${name}.figures.json`] ?? '[]') as PhotoFigure[];
        const calibration = superviselyCalibration(meta);
        const image = {
          frame: cloud.replace(/\.[^.]+$/, ''),
          camera: meta.deviceId,
          boxes: figures.map(({ geometryType, geometry, objectKey }) => {
            const [[x0, y0], [x1, y1]] = geometry.points.exterior as [[number, number], [number, number]];
            if (geometryType !== 'rectangle') throw new Error(geometryType);
            // The kit makes a UUID of it, which has hyphens or not.
            const object = objects.find(({ key }) => uuid(key) === uuid(objectKey))!;
            return { class: object.classTitle, object: object.key, corners: [x0, y0, x1, y1] as const };
          }),
        };
        return calibration === undefined ? image : Object.assign(image, { calibration });
      });
    });
  });

/** Both matrices row by row; the pose leads from the cloud to the camera. */
function superviselyCalibration({ sensorsData }: PhotoContext['meta']): IndependentCalibration | undefined {
  if (sensorsData === undefined) return undefined;
  const { intrinsicMatrix: k, extrinsicMatrix: e } = sensorsData;
  return {
    matrix: [row(k, 0), row(k, 3), row(k, 6)],
    rotation: [row(e, 0), row(e, 4), row(e, 8)],
    translation: [e[3]!, e[7]!, e[11]!],
  };
}

function row(numbers: readonly number[], from: number): Numbers3 {
  return [numbers[from]!, numbers[from + 1]!, numbers[from + 2]!];
}

function uuid(text: string): string {
  const digits = text.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) throw new Error(`${text} is no UUID`);
  return digits;
}
