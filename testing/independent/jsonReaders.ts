import {
  aboutX,
  aboutY,
  aboutZ,
  eachFile,
  minus,
  ofQuaternion,
  plus,
  times,
  transposed,
  type IndependentBox,
  type IndependentReader,
  type Matrix,
  type Numbers3,
} from './boxes.ts';

interface Xyz {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

function vector({ x, y, z }: Xyz): Numbers3 {
  return [x, y, z];
}

/** Turned about x first of the fixed axes last: three.js' order XYZ. */
function eulerXyz({ x, y, z }: Xyz): Matrix {
  return times(aboutX(x), times(aboutY(y), aboutZ(z)));
}

function json<T>(text: string): T {
  return JSON.parse(text) as T;
}

export const sustechpoints: IndependentReader = (files) =>
  eachFile(files, /(?:^|\/)label\/(.+)\.json$/).flatMap(([frame, text]) =>
    json<{ obj_type: string; psr: { position: Xyz; scale: Xyz; rotation: Xyz } }[]>(text).map(
      ({ obj_type: type, psr: { position, scale, rotation } }) => ({
        frame,
        class: type,
        centre: vector(position),
        size: vector(scale),
        rotation: eulerXyz(rotation),
      }),
    ),
  );

interface XtremeContour {
  readonly center3D: Xyz;
  readonly size3D: Xyz;
  readonly rotation3D: Xyz;
}

export const xtreme1: IndependentReader = (files) =>
  eachFile(files, /result\/(.+)\.json$/).flatMap(([frame, text]) =>
    json<{ objects: { type: string; className: string; contour: XtremeContour }[] }[]>(text)
      .flatMap(({ objects }) => objects.filter(({ type }) => type === '3D_BOX'))
      .map(({ className, contour: { center3D, size3D, rotation3D } }) => ({
        frame,
        class: className,
        centre: vector(center3D),
        size: vector(size3D),
        rotation: eulerXyz(rotation3D),
      })),
  );

interface DatumaroFile {
  readonly categories: { readonly label: { readonly labels: readonly { readonly name: string }[] } };
  readonly items: readonly {
    readonly id: string;
    readonly annotations: readonly {
      readonly type: string;
      readonly label_id: number;
      readonly position: Numbers3;
      readonly rotation: Numbers3;
      readonly scale: Numbers3;
    }[];
  }[];
}

export const datumaro: IndependentReader = (files) =>
  eachFile(files, /(annotations)\/default\.json$/).flatMap(([, text]) => {
    const { categories, items } = json<DatumaroFile>(text);
    return items.flatMap(({ id, annotations }) =>
      annotations.map(({ label_id: label, position, rotation: [x, y, z], scale }) => ({
        frame: id,
        class: categories.label.labels[label]!.name,
        centre: position,
        size: scale,
        rotation: eulerXyz({ x, y, z }),
      })),
    );
  });

interface Episode {
  readonly objects: readonly { readonly key: string; readonly classTitle: string }[];
  readonly frames: readonly {
    readonly index: number;
    readonly figures: readonly {
      readonly objectKey: string;
      readonly geometry: { readonly position: Xyz; readonly rotation: Xyz; readonly dimensions: Xyz };
    }[];
  }[];
}

/** The front of a figure that is not turned is its +y: length along y, width along x. */
export const supervisely: IndependentReader = (files) =>
  eachFile(files, /(.+)\/annotation\.json$/).flatMap(([folder, text]) => {
    const { objects, frames } = json<Episode>(text);
    const clouds = json<Record<string, string>>(files[`${folder}/frame_pointcloud_map.json`]!);
    return frames.flatMap(({ index, figures }) =>
      figures.map(({ objectKey, geometry: { position, rotation, dimensions } }): IndependentBox => ({
        frame: clouds[String(index)]!.replace(/\.[^.]+$/, ''),
        class: objects.find(({ key }) => key === objectKey)!.classTitle,
        centre: vector(position),
        size: [dimensions.y, dimensions.x, dimensions.z],
        // Our x is its y, our y its −x.
        rotation: times(eulerXyz(rotation), [
          [0, -1, 0],
          [1, 0, 0],
          [0, 0, 1],
        ]),
      })),
    );
  });

interface Labelcloud {
  readonly objects: readonly {
    readonly name: string;
    readonly centroid: Xyz;
    readonly dimensions: { readonly length: number; readonly width: number; readonly height: number };
    readonly rotations: Xyz;
    readonly vertices: readonly Numbers3[];
  }[];
}

export const labelcloud: IndependentReader = (files) =>
  eachFile(files, /labels\/(.+)\.json$/).flatMap(([frame, text]) =>
    json<Labelcloud>(text).objects.map(({ name, centroid, dimensions: d, rotations: r }) => ({
      frame,
      class: name,
      centre: vector(centroid),
      size: [d.length, d.width, d.height],
      rotation: times(aboutZ(r.z), times(aboutY(r.y), aboutX(r.x))),
    })),
  );

/** labelCloud's own reader: the centre between corners 2 and 4, length from 0 to 3, width to 1, height to 4. */
export const labelcloudVertices: IndependentReader = (files) =>
  eachFile(files, /labels\/(.+)\.json$/).flatMap(([frame, text]) =>
    json<Labelcloud>(text).objects.map(({ name, vertices }) => {
      const [v0, v1, v2, v3, v4] = vertices as [Numbers3, Numbers3, Numbers3, Numbers3, Numbers3];
      const edges = [minus(v3, v0), minus(v1, v0), minus(v4, v0)];
      const [length, width, height] = edges.map((edge) => Math.hypot(...edge)) as [number, number, number];
      const columns = edges.map((edge) =>
        edge.map((part) => part / Math.hypot(...edge)),
      ) as unknown as Matrix;
      return {
        frame,
        class: name,
        centre: plus(v2, minus(v4, v2).map((part) => part / 2) as unknown as Numbers3),
        size: [length, width, height],
        rotation: transposed(columns),
      };
    }),
  );

interface OpenlabelFile {
  readonly openlabel: {
    readonly objects: Readonly<Record<string, { readonly type: string }>>;
    readonly frames: Readonly<
      Record<
        string,
        {
          readonly objects?: Readonly<
            Record<
              string,
              { readonly object_data: { readonly cuboid?: readonly { readonly val: readonly number[] }[] } }
            >
          >;
        }
      >
    >;
  };
}

export const openlabel: IndependentReader = (files) =>
  eachFile(files, /(openlabel)\.json$/).flatMap(([, text]) => {
    const { objects, frames } = json<OpenlabelFile>(text).openlabel;
    return Object.entries(frames).flatMap(([frame, { objects: inFrame = {} }]) =>
      Object.entries(inFrame).flatMap(([key, { object_data: data }]) =>
        (data.cuboid ?? []).map(({ val }): IndependentBox => {
          const [x, y, z, qx, qy, qz, qw, sx, sy, sz] = val as number[] & { length: 10 };
          return {
            frame,
            class: objects[key]!.type,
            centre: [x!, y!, z!],
            size: [sx!, sy!, sz!],
            rotation: ofQuaternion(qx!, qy!, qz!, qw!),
          };
        }),
      ),
    );
  });

interface OwnLabels {
  readonly frame: { readonly id: string };
  readonly objects: readonly {
    readonly class: string;
    readonly cuboid: {
      readonly centre: Numbers3;
      readonly size: Numbers3;
      readonly rotation: readonly [number, number, number, number];
    };
  }[];
}

export const boxwright: IndependentReader = (files) =>
  eachFile(files, /([^/]+)\.labels\.json$/).flatMap(([, text]) => {
    const { frame, objects } = json<OwnLabels>(text);
    return objects.map(({ class: name, cuboid: { centre, size, rotation } }) => ({
      frame: frame.id,
      class: name,
      centre,
      size,
      rotation: ofQuaternion(...rotation),
    }));
  });
