import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { z } from 'zod';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { ProblemError } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import { parseDecimal } from './kittiText.ts';

/** An object of a drive: a box of one size with a pose in each frame from the first. */
export interface Tracklet {
  /** Its place in the file, from 0: the only name that it has. */
  readonly index: number;
  readonly objectType: string;
  /** 0 where the file does not say. */
  readonly firstFrame: number;
  /** Length, width, height, metres; or why no pose of it can be used. */
  readonly size: Vec3 | SchemaFault;
  readonly poses: readonly (TrackletPose | SchemaFault)[];
  /** What else the file says of it. */
  readonly attributes: Attributes;
}

export interface TrackletPose {
  /** Centre of the bottom face in the lidar's frame, metres. */
  readonly translation: Vec3;
  /** About x, y, z, radians. */
  readonly rotation: Vec3;
  /** `state`, `occlusion`, `truncation` and the like, as they are written. */
  readonly attributes: Attributes;
}

const trackletSchema = z.looseObject({
  objectType: z.string().min(1),
  l: z.number().positive(),
  w: z.number().positive(),
  h: z.number().positive(),
  first_frame: z.number().int().nonnegative(),
});

const poseSchema = z.looseObject({
  tx: z.number(),
  ty: z.number(),
  tz: z.number(),
  rx: z.number().default(0),
  ry: z.number().default(0),
  rz: z.number(),
});

/**
 * KITTI's `tracklet_labels.xml`, as boost writes it: `tracklets` holds a list of `item`, each with `objectType`, `h`,
 * `w`, `l`, `first_frame` and `poses`, a list of `item` with `tx` … `rz`.
 *
 * @throws ProblemError `labels.schema` when nothing of the file can be read.
 */
export function parseTracklets(text: string, path: string): Tracklet[] {
  const root = parseRoot(text, path);
  const list = root.name === 'tracklets' ? root : child(root, 'tracklets');
  if (list === undefined) throw unreadable(path, 'missing', 'tracklets');
  return children(list, 'item').map(readTracklet);
}

function parseRoot(text: string, path: string): XmlElement {
  try {
    const { root } = parseXml(text);
    if (root !== null) return root;
  } catch (error) {
    // Nesting that is deeper than the parser's stack is no label file either.
    if (error instanceof RangeError) throw unreadable(path, 'tooDeep');
    if (!(error instanceof XmlError)) throw error;
    throw unreadable(path, 'notXml', `${error.line}:${error.column}`);
  }
  throw unreadable(path, 'notXml');
}

function readTracklet(item: XmlElement, index: number): Tracklet {
  const { poses: _poses, ...values } = valuesOf(item);
  const name = child(item, 'objectType')?.text.trim() ?? '';
  const input = { ...values, objectType: name };
  const parsed = trackletSchema.safeParse(input);
  const list = child(item, 'poses');
  const poses = list === undefined ? [] : children(list, 'item').map(readPose);
  if (!parsed.success) {
    const start = values['first_frame'];
    const firstFrame = typeof start === 'number' && start >= 0 ? start : 0;
    const size = schemaFault(parsed.error, input);
    return { index, objectType: name, firstFrame, size, poses, attributes: {} };
  }
  const { objectType, l, w, h, first_frame: firstFrame, ...others } = parsed.data;
  return { index, objectType, firstFrame, size: [l, w, h], poses, attributes: attributesOf(others) };
}

function readPose(item: XmlElement): TrackletPose | SchemaFault {
  const values = valuesOf(item);
  const parsed = poseSchema.safeParse(values);
  if (!parsed.success) return schemaFault(parsed.error, values);
  const { tx, ty, tz, rx, ry, rz, ...others } = parsed.data;
  return { translation: [tx, ty, tz], rotation: [rx, ry, rz], attributes: attributesOf(others) };
}

/** What the elements directly inside hold, by name: numbers where they are numbers, else their text. */
function valuesOf(element: XmlElement): Record<string, string | number> {
  const entries = element.children.flatMap((node) => {
    if (!(node instanceof XmlElement)) return [];
    const text = node.text.trim().replace(/\s+/g, ' ');
    const number = parseDecimal(text);
    return [[node.name, typeof number === 'number' ? number : text] as const];
  });
  return Object.fromEntries(entries);
}

function attributesOf(values: Readonly<Record<string, unknown>>): Attributes {
  const attributes: Attributes = {};
  for (const [key, value] of Object.entries(values)) {
    if (key === '__proto__' || value === '') continue;
    if (typeof value === 'string' || typeof value === 'number') attributes[key] = value;
  }
  return attributes;
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return children(element, name)[0];
}

function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (node): node is XmlElement => node instanceof XmlElement && node.name === name,
  );
}

function unreadable(path: string, reason: ProblemReason, where?: string): ProblemError {
  const params = { reason, ...(where === undefined ? {} : { where }) };
  return new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}
