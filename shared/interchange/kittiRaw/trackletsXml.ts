import type { Vec3 } from '../../geometry/vec3.ts';

export interface TrackletPoseNumbers {
  /** Centre of the bottom face, metres. */
  readonly translation: Vec3;
  /** About x, y, z, radians. */
  readonly rotation: Vec3;
  readonly state: number;
  readonly occlusion: number;
  readonly truncation: number;
}

/** An object in frames that follow one another. */
export interface TrackletPart {
  readonly objectType: string;
  /** Length, width, height, metres. */
  readonly size: Vec3;
  readonly firstFrame: number;
  readonly poses: readonly TrackletPoseNumbers[];
}

/** The file as boost's serialisation has it: the first of each kind says its class. */
export function trackletsXml(parts: readonly TrackletPart[]): string {
  let isFirstPose = true;
  const items = parts.map((part, i) => {
    const first = i === 0;
    const poses = part.poses.map((pose) => {
      const attributes = isFirstPose ? ' class_id="3" tracking_level="0" version="1"' : '';
      isFirstPose = false;
      return `\t\t\t<item${attributes}>\n${poseLines(pose)}\t\t\t</item>\n`;
    });
    const [length, width, height] = part.size;
    return [
      `\t<item${first ? ' class_id="1" tracking_level="0" version="1"' : ''}>\n`,
      ...[
        ['objectType', escaped(part.objectType)],
        ['h', height],
        ['w', width],
        ['l', length],
        ['first_frame', part.firstFrame],
      ].map(([name, value]) => `\t\t<${name}>${value}</${name}>\n`),
      `\t\t<poses${first ? ' class_id="2" tracking_level="0" version="0"' : ''}>\n`,
      `\t\t\t<count>${part.poses.length}</count>\n\t\t\t<item_version>1</item_version>\n`,
      ...poses,
      '\t\t</poses>\n\t\t<finished>1</finished>\n\t</item>\n',
    ].join('');
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>\n<!DOCTYPE boost_serialization>\n',
    '<boost_serialization signature="serialization::archive" version="9">\n',
    '<tracklets class_id="0" tracking_level="0" version="0">\n',
    `\t<count>${parts.length}</count>\n\t<item_version>1</item_version>\n`,
    ...items,
    '</tracklets>\n</boost_serialization>\n',
  ].join('');
}

function poseLines({
  translation: t,
  rotation: r,
  state,
  occlusion,
  truncation,
}: TrackletPoseNumbers): string {
  const values = { tx: t[0], ty: t[1], tz: t[2], rx: r[0], ry: r[1], rz: r[2], state, occlusion, truncation };
  return Object.entries(values)
    .map(([name, value]) => `\t\t\t\t<${name}>${value}</${name}>\n`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
