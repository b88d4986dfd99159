import {
  aboutX,
  aboutY,
  aboutZ,
  eachFile,
  inverted,
  minus,
  ofQuaternion,
  times,
  turned,
  type IndependentBox,
  type IndependentReader,
  type Matrix,
  type Numbers3,
} from './boxes.ts';

/** Rectified camera 0 from the lidar: a rotation and a translation. */
function poseIn(calibration: string, rectify: string, lidar: string): [Matrix, Numbers3] {
  const numbers = (key: string): number[] => {
    const line = calibration.split('\n').find((each) => each.split(/[: ]/)[0] === key)!;
    return line
      .replace(/^[^ ]+ /, '')
      .split(' ')
      .map(Number);
  };
  const r = numbers(rectify);
  const t = numbers(lidar);
  const rect: Matrix = [
    [r[0]!, r[1]!, r[2]!],
    [r[3]!, r[4]!, r[5]!],
    [r[6]!, r[7]!, r[8]!],
  ];
  const camera: Matrix = [
    [t[0]!, t[1]!, t[2]!],
    [t[4]!, t[5]!, t[6]!],
    [t[8]!, t[9]!, t[10]!],
  ];
  return [times(rect, camera), turned(rect, [t[3]!, t[7]!, t[11]!])];
}

/**
 * The columns of the benchmarks' development kits: type, truncated, occluded, alpha, bbox, then height, width, length, the
 * place of the bottom's centre, and the turn about the camera's y. Of the box's own axes x is along its length; y there
 * points down, z to the right: ours points left and up.
 */
function columnsToBox(
  frame: string,
  columns: readonly string[],
  [rotation, translation]: [Matrix, Numbers3],
): IndependentBox[] {
  const [h, w, l, x, y, z, ry] = columns.slice(8, 15).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!(h > 0)) return [];
  const axes = times(aboutY(ry), [
    [1, 0, 0],
    [0, 0, -1],
    [0, 1, 0],
  ]);
  const lidarFromCamera = inverted(rotation);
  return [
    {
      frame,
      class: columns[0]!,
      centre: turned(lidarFromCamera, minus([x, y - h / 2, z], translation)),
      size: [l, w, h],
      rotation: times(lidarFromCamera, axes),
    },
  ];
}

export const kittiObject: IndependentReader = (files) =>
  eachFile(files, /label_2\/(.+)\.txt$/).flatMap(([frame, text, path]) => {
    const pose = poseIn(files[path.replace('label_2', 'calib')]!, 'R0_rect', 'Tr_velo_to_cam');
    return lines(text).flatMap((line) => columnsToBox(frame, line.split(' '), pose));
  });

export const kittiTracking: IndependentReader = (files) =>
  eachFile(files, /label_02\/(\d{4})\.txt$/).flatMap(([name, text]) => {
    const pose = poseIn(files[`calib/${name}.txt`]!, 'R_rect', 'Tr_velo_cam');
    return lines(text).flatMap((line) => {
      const [frame = '', , ...columns] = line.split(' ');
      return columnsToBox(frame, columns, pose);
    });
  });

/** x y z dx dy dz heading class. */
export const openpcdet: IndependentReader = (files) =>
  eachFile(files, /labels\/(.+)\.txt$/).flatMap(([frame, text]) =>
    lines(text).map((line) => {
      const words = line.split(' ');
      const [x, y, z, dx, dy, dz, heading] = words.map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      return { frame, class: words[7]!, centre: [x, y, z], size: [dx, dy, dz], rotation: aboutZ(heading) };
    }),
  );

/** The development kit of the raw recordings: R = Rz · Ry · Rx, the place is that of the bottom's centre. */
export const kittiRaw: IndependentReader = (files) =>
  eachFile(files, /(tracklet_labels)\.xml$/).flatMap(([, text]) => {
    return text
      .split('<objectType>')
      .slice(1)
      .flatMap((tracklet) => {
        const number = (name: string): number => Number(value(tracklet, name));
        const size: Numbers3 = [number('l'), number('w'), number('h')];
        return tracklet
          .split('<tx>')
          .slice(1)
          .map((pose, i): IndependentBox => {
            const of = (name: string): number => Number(value(`<tx>${pose}`, name));
            const rotation = times(aboutZ(of('rz')), times(aboutY(of('ry')), aboutX(of('rx'))));
            const up = turned(rotation, [0, 0, size[2] / 2]);
            const centre: Numbers3 = [of('tx') + up[0], of('ty') + up[1], of('tz') + up[2]];
            return {
              frame: String(number('first_frame') + i),
              class: tracklet.split('<')[0]!,
              centre,
              size,
              rotation,
            };
          });
      });
  });

function value(part: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(part)![1]!;
}

/** RFC 4180; what our own page says of the columns. */
export const csv: IndependentReader = (files) => {
  const [head, ...rows] = records(files['objects.csv']!);
  return rows.map((row) => {
    const at = (name: string): string => row[head!.indexOf(name)]!;
    const of = (...names: string[]): number[] => names.map((name) => Number(at(name)));
    const [x, y, z, length, width, height] = of('x', 'y', 'z', 'length', 'width', 'height') as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [qx, qy, qz, qw] = of('qx', 'qy', 'qz', 'qw') as [number, number, number, number];
    return {
      frame: at('frame'),
      class: at('class'),
      centre: [x, y, z],
      size: [length, width, height],
      rotation: ofQuaternion(qx, qy, qz, qw),
    };
  });
};

function records(text: string): string[][] {
  const found: string[][] = [[]];
  let [field, quoted] = ['', false];
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted || !',\n'.includes(character)) field += character;
    else {
      found.at(-1)!.push(field);
      field = '';
      if (character === '\n') found.push([]);
    }
  }
  return found.slice(0, -1);
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
