import { folderOf, joinPath, stemOf } from '../../dataset/canonicalPath.ts';
import type { DatasetFolder } from '../../dataset/fileTree.ts';
import { invertTransform } from '../../geometry/rigidTransform.ts';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { FormatReader } from '../common/interchangeFormat.ts';
import { labelOnlySet } from '../common/labelOnlySet.ts';
import type { LabelCamera, LabelFrame, LabelSequence } from '../common/labelSet.ts';
import { lensOfStream } from './openlabelLens.ts';
import { poseIn, poseOf } from './openlabelPoses.ts';
import { openlabelSchema, type Openlabel, type OpenlabelFrame, type Stream } from './openlabelSchema.ts';
import { frameLabels, mostUsedSystem } from './readOpenlabelFrame.ts';
import { EGO, WORLD } from './openlabelSensors.ts';

/** So much of a file tells whether it is one. */
const LOOKED_AT = 4096;
/** Folders with more JSON files than this hold something else, such as our own label files. */
const MOST_LOOKED_AT = 200;

/** Every OpenLABEL file in the folder and below is a sequence. */
export const openlabelReader: FormatReader = {
  async detect(folder, { paths }) {
    return (await openlabelFiles(folder, paths)).length > 0;
  },
  async open(folder, { paths }, problems) {
    const sequences: LabelSequence[] = [];
    let labelFrame: string | undefined;
    let failure: ProblemError | undefined;
    for (const path of await openlabelFiles(folder, paths)) {
      try {
        const file = parseOpenlabel(await folder.readText(path), path);
        const system = mostUsedSystem(file);
        labelFrame ??= system;
        sequences.push(sequenceOf(file, system, path, folder.name, problems));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        failure ??= error;
        problems.push(error.problem);
      }
    }
    if (sequences.length === 0 && failure !== undefined) throw failure;
    return labelOnlySet(folder.name, sequences, labelFrame);
  },
};

async function openlabelFiles(folder: DatasetFolder, paths: readonly string[]): Promise<string[]> {
  const candidates = paths.filter((path) => /\.json$/i.test(path));
  const named = candidates.filter((path) => /openlabel/i.test(stemOf(path)));
  const looked = named.length > 0 ? named : candidates.slice(0, MOST_LOOKED_AT);
  const found: string[] = [];
  for (const path of looked) if (await beginsAsOpenlabel(folder, path)) found.push(path);
  return found;
}

async function beginsAsOpenlabel(folder: DatasetFolder, path: string): Promise<boolean> {
  const decoder = new TextDecoder();
  let start = '';
  for await (const piece of folder.readStream(path)) {
    start += decoder.decode(piece, { stream: true });
    if (start.length >= LOOKED_AT) break;
  }
  return /^\uFEFF?\s*\{\s*"openlabel"\s*:/.test(start);
}

function parseOpenlabel(text: string, path: string): Openlabel {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = openlabelSchema.safeParse(json);
  if (parsed.success) return parsed.data.openlabel;
  const params = { ...schemaFault(parsed.error, json) };
  throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}

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
  const byId = new Map(frames.map((frame, i) => [frame.id, entries[i]![1]]));
  const egoFromLabel = system === EGO ? undefined : poseIn(file.coordinate_systems, system, EGO);
  return {
    id,
    name: id,
    folder,
    cameras: camerasOf(file, system),
    ...(egoFromLabel === undefined ? {} : { egoFromLabel }),
    frames,
    labelsOf: (frame) =>
      Promise.resolve(frameLabels(byId.get(frame.id)!, file, system, { path, name: frame.name }, problems)),
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
