import { joinPath, nameOf } from '../../dataset/canonicalPath.ts';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Quaternion } from '../../geometry/quaternion.ts';
import { fromEulerXyz, multiply } from '../../geometry/quaternion.ts';
import { frameNames } from '../common/frameNames.ts';
import type { InterchangeFormat } from '../common/interchangeFormat.ts';
import type { LabelFrame, LabelObject, LabelSequence } from '../common/labelSet.ts';
import type { LossLog } from '../common/lossLog.ts';
import { eulerXyz } from '../common/numbers.ts';
import { jsonText, soundObjects } from '../common/perFrame.ts';
import { superviselyKey } from './superviselyKey.ts';
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
 * the frames that they hold for where they do not hold for all of its.
 */
export const superviselyFormat: InterchangeFormat<'supervisely'> = {
  id: 'supervisely',
  describeLoss: {
    rotation: 'full',
    tracks: true,
    attributes: 'all',
    points: false,
    keyframes: false,
    boxes2d: 'none',
    links2d: false,
    calibrations: false,
    egoPoses: false,
    timestamps: false,
  },
  labelFiles:
    /(?:^|\/)(?:annotation|frame_pointcloud_map|meta|key_id_map)\.json$|(?:^|\/)ann\/[^/]+\.json$|\.figures\.json$/,
  async *write({ sequences }, losses) {
    const tags = new SuperviselyTags();
    const episodes: { readonly folder: string; readonly episode: Episode }[] = [];
    for (const sequence of sequences) {
      const folder = sequence.folder === '' ? ONLY_EPISODE : sequence.folder;
      const episode = await readEpisode(sequence, tags, losses);
      episodes.push({ folder, episode });
      yield { path: joinPath(folder, 'frame_pointcloud_map.json'), text: jsonText(episode.clouds) };
    }
    // What kind of value a tag has is known when all of them are.
    const classes = new Set<string>();
    for (const { folder, episode } of episodes) {
      for (const { classTitle } of episode.objects.values()) classes.add(classTitle);
      yield { path: joinPath(folder, 'annotation.json'), text: jsonText(annotationOf(episode, tags)) };
    }
    if (tags.asText > 0) losses.note('attributesAsText', tags.asText);
    const meta = {
      classes: [...classes].sort(compareCodePoints).map((title) => ({
        title,
        shape: 'cuboid_3d',
        color: '#8C8C8C',
        geometry_config: {},
      })),
      tags: tags.meta(),
      projectType: 'point_cloud_episodes',
    };
    yield { path: 'meta.json', text: jsonText(meta) };
  },
};

interface EpisodeObject {
  readonly classTitle: string;
  /** The frames that it is in. */
  readonly frames: number[];
}

interface Episode {
  readonly id: string;
  /** Frame number → the cloud's file. */
  readonly clouds: Record<string, string>;
  /** By key, in the order in which they appear. */
  readonly objects: Map<string, EpisodeObject>;
  readonly frames: { readonly index: number; readonly figures: object[] }[];
}

async function readEpisode(
  sequence: LabelSequence,
  tags: SuperviselyTags,
  losses: LossLog,
): Promise<Episode> {
  const names = frameNames(sequence);
  const episode: Episode = { id: sequence.id, clouds: {}, objects: new Map(), frames: [] };
  const renamed = new Set<string>();
  for (const frame of sequence.frames) {
    const labels = await sequence.labelsOf(frame);
    for (const box of labels.boxes2d) losses.box2d(box, false);
    episode.clouds[String(frame.index)] = cloudName(frame, names.get(frame.id)!);
    const figures = soundObjects(frame, labels, losses).map((object) => {
      const key = superviselyKey(object.track, 'object', sequence.id);
      if (key !== object.track) renamed.add(key);
      const known = episode.objects.get(key) ?? { classTitle: object.class, frames: [] };
      if (known.classTitle !== object.class) losses.note('classOfTrackOnly');
      known.frames.push(frame.index);
      episode.objects.set(key, known);
      const shown = Object.entries(object.attributes).filter(([name]) => !OF_FIGURE.includes(name));
      tags.add(`${sequence.id}/${key}`, frame.index, Object.fromEntries(shown));
      return figureOf(object, key, frame, losses);
    });
    if (figures.length > 0) episode.frames.push({ index: frame.index, figures });
  }
  if (renamed.size > 0) losses.note('tracksRenamed', renamed.size);
  return episode;
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

/** Clouds are called as they are; where two have one name, and where there is none, by their frame. */
function cloudName({ cloud }: LabelFrame, name: string): string {
  const file = cloud === undefined ? '' : nameOf(cloud.path);
  const ending = /\.[^.]+$/.exec(file)?.[0] ?? '.pcd';
  return `${name}${ending}`;
}
