import type { DataFile, Frame } from '../../dataset/dataset.ts';
import type { ForeignFrameLabels } from '../../dataset/layout.ts';
import { serialiseSidecar, serialiseTracksFile } from '../../labels/frameSidecar.ts';
import { importTracks, sidecarFromForeign, type ForeignFrame } from '../../labels/importLabels.ts';
import { sidecarPath, tracksPath } from '../../labels/labelPaths.ts';
import type { Box2dJson, ObjectJson, Sidecar } from '../../labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION } from '../../labels/tracksFile.ts';
import type { InterchangeFormat, OutputFile } from '../common/interchangeFormat.ts';
import type { FrameLabels, LabelFrame, LabelSequence, LabelSet, SensorFile } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { isSound } from '../common/numbers.ts';

/**
 * Our own label files: a sidecar for each frame that has labels, and the tracks of each sequence. Labels that come from
 * sidecars are written as they are, to the last byte.
 *
 * @param generator what the files say that wrote them
 */
export function boxwrightFormat(generator: Sidecar['generator']): InterchangeFormat<'boxwright'> {
  return {
    id: 'boxwright',
    describeLoss: {
      rotation: 'full',
      tracks: true,
      attributes: 'all',
      points: true,
      keyframes: true,
      boxes2d: 'all',
      links2d: true,
      calibrations: false,
      egoPoses: true,
      timestamps: true,
    },
    async *write(set, losses) {
      for (const sequence of set.sequences) yield* writeSequence(set, sequence, losses, generator);
    },
  };
}

async function* writeSequence(
  set: LabelSet,
  sequence: LabelSequence,
  losses: LossLog,
  generator: Sidecar['generator'],
): AsyncGenerator<OutputFile> {
  const foreign: { readonly at: ForeignFrame; readonly labels: FrameLabels }[] = [];
  for (const frame of sequence.frames) {
    const labels = soundLabels(frame, await sequence.labelsOf(frame), losses);
    if (labels.sidecar !== undefined)
      yield { path: sidecarPath(frame.id), text: serialiseSidecar(labels.sidecar) };
    else if (labels.objects.length + labels.boxes2d.length > 0)
      foreign.push({ at: { frame: datasetFrame(frame), labels: foreignLabels(labels) }, labels });
  }
  const frames = foreign.map(({ at }) => at);
  const { tracks } = importTracks(sequence, frames, sequence.tracksFile?.tracks);
  for (const { at, labels } of foreign) {
    const sidecar = sidecarFromForeign(set, sequence, at, tracks, generator);
    yield { path: sidecarPath(at.frame.id), text: serialiseSidecar(withMore(sidecar, labels, tracks)) };
  }
  if (sequence.tracksFile === undefined && tracks.length === 0) return;
  const base = sequence.tracksFile ?? {
    format: TRACKS_FORMAT,
    version: TRACKS_VERSION,
    generator,
    sequence: sequence.id,
  };
  const folder = sequence.folder === '' ? {} : { folder: sequence.folder };
  yield { path: tracksPath(folder), text: serialiseTracksFile({ ...base, tracks }) };
}

function soundLabels(frame: LabelFrame, labels: FrameLabels, losses: LossLog): FrameLabels {
  for (const box of labels.boxes2d) losses.box2d(box, true);
  const objects = labels.objects.filter((object) => {
    const isKept = isSound(object.cuboid);
    if (isKept) losses.wrote(frame, object, { cuboid: object.cuboid, attributes: 'all' });
    else losses.leftOut(frame, object, 'notFinite');
    return isKept;
  });
  return { ...labels, objects };
}

/** Point counts and keyframes, which labels that a dataset brings along do not have; 2D boxes as they were. */
function withMore(
  sidecar: Sidecar,
  labels: FrameLabels,
  tracks: readonly { readonly id: string; readonly sourceId?: string | undefined }[],
): Sidecar {
  const sources = new Map(tracks.map(({ id, sourceId }) => [id, sourceId]));
  const byTrack = new Map(labels.objects.map((object) => [object.track, object]));
  const objects = sidecar.objects.map((object): ObjectJson => {
    const { points, isKeyframe } = byTrack.get(sources.get(object.trackId) ?? '') ?? {};
    return {
      ...object,
      points: points ?? null,
      provenance: { ...object.provenance, keyframe: isKeyframe ?? object.provenance.keyframe },
    };
  });
  return { ...sidecar, objects, boxes2d: sidecar.boxes2d.map((box) => withBoxMore(box, labels)) };
}

/** The boxes are told apart by where they are: two that are the same in all this are the same box. */
function withBoxMore(box: Box2dJson, { boxes2d }: FrameLabels): Box2dJson {
  const { left, top, right, bottom } = box.rectangle;
  const found = boxes2d.find(
    ({ camera, rectangle: r }) =>
      camera === box.camera && r.left === left && r.top === top && r.right === right && r.bottom === bottom,
  );
  if (found === undefined) return box;
  const { source, extent, score, attributes } = found;
  return {
    ...box,
    source,
    ...(extent === undefined ? {} : { extent }),
    ...(score === undefined ? {} : { score }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function foreignLabels({ objects, boxes2d }: FrameLabels): ForeignFrameLabels {
  return {
    objects: objects.map(({ track, class: name, cuboid, attributes }) => ({
      sourceId: track,
      class: name,
      cuboid,
      attributes,
    })),
    boxes2d: boxes2d.map(({ camera, rectangle, class: name, track, source }) => ({
      camera,
      rectangle,
      class: name,
      source: source === 'model' ? 'model' : 'imported',
      ...(track === undefined ? {} : { sourceId: track }),
    })),
    problems: [],
  };
}

function file({ sensor, path, ns }: SensorFile): DataFile {
  return {
    sensor,
    path,
    ...(ns === undefined ? {} : { timestamp: { ns, clock: 'unknown', meaning: 'unknown' } }),
  };
}

function datasetFrame({ id, name, index, cloud, images, worldFromEgo }: LabelFrame): Frame {
  return {
    id,
    name,
    index,
    clouds: [cloud === undefined ? { sensor: 'lidar', path: id } : file(cloud)],
    images: images.map(file),
    ...(worldFromEgo === undefined
      ? {}
      : {
          worldFromEgo: { rotation: [...worldFromEgo.rotation], translation: [...worldFromEgo.translation] },
        }),
  };
}
