import { folderOf, joinPath, stemOf } from '../../dataset/canonicalPath.ts';
import { invertTransform } from '../../geometry/rigidTransform.ts';
import type { Problem } from '../../problems/problem.ts';
import type { LabelCamera, LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { wholeFiles } from '../common/wholeFiles.ts';
import { lensOfStream } from './openlabelLens.ts';
import { poseIn, poseOf } from './openlabelPoses.ts';
import { parseOpenlabel } from './parseOpenlabel.ts';
import type { Openlabel, OpenlabelFrame, Stream } from './openlabelSchema.ts';
import { frameLabels, mostUsedSystem } from './readOpenlabelFrame.ts';
import { EGO, WORLD } from './openlabelSensors.ts';

/** Every OpenLABEL file in the folder and below is a sequence. */
export const openlabelReader = wholeFiles({
  named: /openlabel/i,
  begins: (start) => /^\uFEFF?\s*\{\s*"openlabel"\s*:/.test(start),
  read({ path, text, folder }, problems) {
    const openlabel = parseOpenlabel(text, path, problems);
    const labelFrame = mostUsedSystem(openlabel);
    return { labelFrame, sequences: [sequenceOf(openlabel, labelFrame, path, folder, problems)] };
  },
});

function sequenceOf(
  file: Openlabel,
  system: string,
  path: string,
  name: string,
  problems: Problem[],
): LabelSequence {
  const folder = folderOf(path);
  const id = file.metadata.name ?? (folder === '' ? name : folder);
  const entries = Object.entries(file.frames).sort(([a], [b]) => Number(a) - Number(b));
  const frames = entries.map(([number, frame], index) => frameOf(number, frame, index, file, folder));
  const egoFromLabel = system === EGO ? undefined : poseIn(file.coordinate_systems, system, EGO);
  return {
    id,
    name: id,
    folder,
    cameras: camerasOf(file, system),
    ...(egoFromLabel === undefined ? {} : { egoFromLabel }),
    frames,
    labelsOf: (frame) =>
      Promise.resolve(
        frameLabels(entries[frame.index]![1], file, system, { path, name: frame.name }, problems),
      ),
  };
}

function camerasOf({ streams, coordinate_systems: systems }: Openlabel, system: string): LabelCamera[] {
  return Object.entries(streams)
    .filter(([, { type }]) => type === 'camera')
    .map(([id, stream]) => cameraOf(id, stream, systems, system));
}

function cameraOf(
  id: string,
  { stream_properties: properties }: Stream,
  systems: Openlabel['coordinate_systems'],
  system: string,
): LabelCamera {
  const { intrinsics, ...size } = lensOfStream(properties);
  const labelFromCamera = poseIn(systems, id, system);
  if (intrinsics === undefined || labelFromCamera === undefined) return { id, ...size };
  return { id, ...size, calibration: { intrinsics, cameraFromLabel: invertTransform(labelFromCamera) } };
}

function frameOf(
  number: string,
  { frame_properties: properties = {} }: OpenlabelFrame,
  index: number,
  { streams }: Openlabel,
  folder: string,
): LabelFrame {
  const { timestamp, streams: own = {}, transforms = {}, boxwright } = properties;
  const typeOf = (id: string): string | undefined => own[id]?.type ?? streams[id]?.type;
  const files = Object.entries(own).flatMap(([sensor, { uri }]) =>
    uri === undefined || uri === '' ? [] : [{ sensor, path: uri }],
  );
  const cloud = files.find(({ sensor }) => typeOf(sensor) === 'lidar');
  const ns = typeof timestamp === 'string' && /^-?\d+$/.test(timestamp) ? { ns: timestamp } : {};
  const pose = Object.values(transforms).find(({ src, dst }) => src === EGO && dst === WORLD);
  const worldFromEgo = pose && poseOf(pose.transform_src_to_dst);
  return {
    id: boxwright?.frame ?? joinPath(folder, number),
    name: boxwright?.name ?? (cloud === undefined ? number : stemOf(cloud.path)),
    index,
    ...(cloud === undefined ? {} : { cloud: { ...cloud, ...ns } }),
    images: files.filter(({ sensor }) => typeOf(sensor) === 'camera'),
    ...(worldFromEgo === undefined ? {} : { worldFromEgo }),
  };
}
