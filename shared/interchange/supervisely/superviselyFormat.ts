import { joinPath } from '../../dataset/canonicalPath.ts';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Quaternion } from '../../geometry/quaternion.ts';
import { fromEulerXyz, multiply } from '../../geometry/quaternion.ts';
import type { InterchangeFormat, OutputFile } from '../common/interchangeFormat.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { eulerXyz } from '../common/numbers.ts';
import { jsonText, soundObjects } from '../common/perFrame.ts';
import { superviselyKey } from './superviselyKey.ts';
import { SuperviselyPhotos } from './superviselyPhotos.ts';
import { SuperviselyTags } from './superviselyTags.ts';

/** What Supervisely itself keeps of a figure beside its geometry; it is read as attributes, and written back as it was. */
const OF_FIGURE = ['key', 'id', 'labelerLogin', 'createdAt', 'updatedAt'];
/** Where the dataset's own folder is the sequence: a project has its episodes in folders. */
const ONLY_EPISODE = 'ds0';
/** A quarter turn back about z: Supervisely's front, its +y, is our +x. */
const QUARTER: Quaternion = [0, 0, Math.SQRT1_2, Math.SQRT1_2];
const QUARTER_BACK: Quaternion = [0, 0, -Math.SQRT1_2, Math.SQRT1_2];

/**
 * Supervisely's point cloud episodes: a project with `meta.json`, and for each sequence a folder with `annotation.json` and
 * `frame_pointcloud_map.json`. Cuboids have their geometric centre, dimensions x = width, y = length, z = height, and Euler
 * angles R = Rx · Ry · Rz, with which a front that is not turned looks along +y. Attributes are tags of the object, with
 * the frames that they hold for where they do not hold for all of its. Beside the images stand the calibrations of their
 * cameras and the 2D boxes.
 */
export const superviselyFormat: InterchangeFormat<'supervisely'> = {
  id: 'supervisely',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: false,
    boxes2d: 'all',
    links2d: true,
    calibrations: true,
    egoPoses: false,
    timestamps: false,
  },
  labelFiles:
    /(?:^|\/)(?:annotation|frame_pointcloud_map|meta|key_id_map)\.json$|(?:^|\/)(?:ann|related_images\/[^/]+)\/[^/]+\.json$/,
  async *write({ sequences }, losses) {
    const tags = new SuperviselyTags();
    const episodes: { readonly folder: string; readonly episode: Episode }[] = [];
    for (const sequence of sequences) {
      const folder = sequence.folder === '' ? ONLY_EPISODE : sequence.folder;
      const episode = yield* readEpisode(sequence, folder, tags, losses);
      episodes.push({ folder, episode });
      yield { path: joinPath(folder, 'frame_pointcloud_map.json'), text: jsonText(episode.clouds) };
    }
    // What kind of value a tag has is known when all of them are.
    for (const { folder, episode } of episodes)
      yield { path: joinPath(folder, 'annotation.json'), text: jsonText(annotationOf(episode, tags)) };
    if (tags.asText > 0) losses.note('attributesAsText', tags.asText);
    const objects = episodes.flatMap(({ episode }) => Array.from(episode.objects.values()));
    const meta = {
      classes: classesOf(objects),
      tags: tags.meta(),
      projectType: 'point_cloud_episodes',
    };
    yield { path: 'meta.json', text: jsonText(meta) };
  },
};

interface EpisodeObject {
  /** That of its first cuboid, or of its first 2D box without any. */
  classTitle: string;
  /** The frames that it has a cuboid in. */
  readonly frames: number[];
  hasBox: boolean;
}

interface Episode {
  readonly id: string;
  /** Frame number → the cloud's file. */
  readonly clouds: Record<string, string>;
  /** By key, in the order in which they appear. */
  readonly objects: Map<string, EpisodeObject>;
  readonly frames: { readonly index: number; readonly figures: object[] }[];
}

/** Gathers what is in the episode's own files, and yields those beside its images. */
async function* readEpisode(
  sequence: LabelSequence,
  folder: string,
  tags: SuperviselyTags,
  losses: LossLog,
): AsyncGenerator<OutputFile, Episode> {
  const photos = new SuperviselyPhotos(sequence);
  const episode: Episode = { id: sequence.id, clouds: {}, objects: new Map(), frames: [] };
  const renamed = new Set<string>();
  const keyOf = (track: string): string => {
    const key = superviselyKey(track, 'object', sequence.id);
    if (key !== track) renamed.add(key);
    return key;
  };
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    if (frame.cloud === undefined) losses.note('assumedCloudNames');
    episode.clouds[String(frame.index)] = photos.cloudOf(frame);
    const figures = soundObjects(frame, labels, losses).map((object) => {
      const key = keyOf(object.track);
      const known = appear(episode, key, object.class);
      if (known.frames.length === 0) known.classTitle = object.class;
      if (known.classTitle !== object.class) losses.note('classOfTrackOnly');
      known.frames.push(frame.index);
      const shown = Object.entries(object.attributes).filter(([name]) => !OF_FIGURE.includes(name));
      tags.add(`${sequence.id}/${key}`, frame.index, Object.fromEntries(shown));
      return figureOf(object, key, frame, losses);
    });
    if (figures.length > 0) episode.frames.push({ index: frame.index, figures });
    const boxes = boxKeys(frame, labels, episode, keyOf, losses);
    yield* photos.files(folder, frame, labels, boxes, losses);
  }
  if (renamed.size > 0) losses.note('tracksRenamed', renamed.size);
  return episode;
}

/** The objects of 2D boxes that have an image. There is no figure without an object: one that is of none gets its own. */
function boxKeys(
  frame: LabelFrame,
  { boxes2d }: FrameLabels,
  episode: Episode,
  keyOf: (track: string) => string,
  losses: LossLog,
): ReadonlyMap<LabelBox2d, string> {
  const keys = new Map<LabelBox2d, string>();
  for (const [i, box] of boxes2d.entries()) {
    const hasImage = frame.images.some(({ sensor }) => sensor === box.camera);
    losses.box2d(box, hasImage, []);
    if (!hasImage) continue;
    if (box.track === undefined) losses.note('boxesMadeObjects');
    const key =
      box.track === undefined ? superviselyKey(`${box.camera}/${i}`, 'box', frame.id) : keyOf(box.track);
    const known = appear(episode, key, box.class);
    known.hasBox = true;
    if (known.classTitle !== box.class) losses.note('classOfTrackOnly');
    keys.set(box, key);
  }
  return keys;
}

function appear({ objects }: Episode, key: string, classTitle: string): EpisodeObject {
  const known = objects.get(key) ?? { classTitle, frames: [], hasBox: false };
  objects.set(key, known);
  return known;
}

/** A class has one shape, or any. */
function classesOf(objects: readonly EpisodeObject[]): object[] {
  const shapes = new Map<string, Set<string>>();
  for (const { classTitle, frames, hasBox } of objects) {
    const own = shapes.get(classTitle) ?? new Set();
    shapes.set(classTitle, own);
    if (frames.length > 0) own.add('cuboid_3d');
    if (hasBox) own.add('rectangle');
  }
  return [...shapes]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([title, [shape, other]]) => ({
      title,
      shape: other === undefined ? shape : 'any',
      color: '#8C8C8C',
      geometry_config: {},
    }));
}

function figureOf(object: LabelObject, objectKey: string, frame: LabelFrame, losses: LossLog): object {
  const { centre, size, rotation } = object.cuboid;
  const [x, y, z] = eulerXyz(multiply(rotation, QUARTER_BACK));
  const written = multiply(fromEulerXyz(x, y, z), QUARTER);
  losses.wrote(frame, object, { cuboid: { centre, size, rotation: written }, attributes: 'all' });
  const own = OF_FIGURE.flatMap((name) =>
    name !== 'key' && Object.hasOwn(object.attributes, name) ? [[name, object.attributes[name]]] : [],
  );
  const key = object.attributes['key'];
  return {
    key: superviselyKey(typeof key === 'string' ? key : object.track, 'figure', frame.id),
    objectKey,
    geometryType: 'cuboid_3d',
    geometry: {
      position: { x: centre[0], y: centre[1], z: centre[2] },
      rotation: { x, y, z },
      dimensions: { x: size[1], y: size[0], z: size[2] },
    },
    ...Object.fromEntries(own),
  };
}

function annotationOf({ id, clouds, objects, frames }: Episode, tags: SuperviselyTags): object {
  return {
    description: '',
    key: superviselyKey(id, 'episode', ''),
    tags: [],
    objects: [...objects].map(([key, { classTitle, frames: inFrames }]) => ({
      key,
      classTitle,
      tags: tags.of(`${id}/${key}`, inFrames),
    })),
    framesCount: Object.keys(clouds).length,
    frames,
  };
}
