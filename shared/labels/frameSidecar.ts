import type { Dataset, Frame, Sequence } from '../dataset/dataset.ts';
import { canonicalJson } from './canonicalJson.ts';
import { SIDECAR_CONVENTIONS } from './conventions.ts';
import { keepUnknown } from './keepUnknown.ts';
import { keyOrderOf, type KeyOrder } from './keyOrder.ts';
import {
  box2dJsonSchema,
  objectJsonSchema,
  SIDECAR_FORMAT,
  SIDECAR_VERSION,
  sidecarSchema,
  type Box2dJson,
  type DoneJson,
  type ObjectJson,
  type Sidecar,
} from './sidecar.ts';
import { tracksFileSchema, type TracksFile } from './tracksFile.ts';

const SIDECAR_ORDER = keyOrderOf(sidecarSchema);
const OBJECT_ORDER = keyOrderOf(objectJsonSchema);
const BOX2D_ORDER = keyOrderOf(box2dJsonSchema);
const TRACKS_ORDER = keyOrderOf(tracksFileSchema);

export interface SidecarParts {
  /** The sidecar as it was loaded: its unknown keys and its sources are carried over. */
  readonly base?: Sidecar | undefined;
  readonly dataset: Pick<Dataset, 'labelFrame'>;
  readonly sequence: Pick<Sequence, 'id'>;
  readonly frame: Frame;
  readonly objects: readonly ObjectJson[];
  readonly boxes2d: readonly Box2dJson[];
  readonly review: Sidecar['review'];
  /** Absent: the frame is not done. */
  readonly done?: DoneJson | undefined;
  readonly generator: Sidecar['generator'];
}

/** The sidecar of a frame as it is to be saved. `sources` are those of `base`: the host, which reads files, fills them in. */
export function buildSidecar(parts: SidecarParts): Sidecar {
  const { base, dataset, sequence, frame, generator, done } = parts;
  const timestamps = [...frame.clouds, ...frame.images].flatMap(({ sensor, timestamp }) =>
    timestamp === undefined ? [] : [[sensor, timestamp] as const],
  );
  const worldFromEgo = frame.worldFromEgo ?? base?.frame.worldFromEgo;
  const next: Sidecar = {
    format: SIDECAR_FORMAT,
    version: SIDECAR_VERSION,
    generator,
    conventions: { ...base?.conventions, ...SIDECAR_CONVENTIONS },
    labelFrame: dataset.labelFrame,
    frame: {
      id: frame.id,
      sequence: sequence.id,
      index: frame.index,
      timestamps: { ...base?.frame.timestamps, ...Object.fromEntries(timestamps) },
      ...(worldFromEgo === undefined ? {} : { worldFromEgo }),
      ...(done === undefined ? {} : { done }),
    },
    sources: base?.sources ?? [],
    objects: keepUnknownById(base?.objects, parts.objects, OBJECT_ORDER),
    boxes2d: keepUnknownById(base?.boxes2d, parts.boxes2d, BOX2D_ORDER),
    review: [...parts.review],
  };
  return base === undefined ? next : keepUnknown(base, next, SIDECAR_ORDER);
}

function keepUnknownById<T extends { id: string }>(
  base: readonly T[] | undefined,
  next: readonly T[],
  order: KeyOrder,
): T[] {
  const before = new Map(base?.map((record) => [record.id, record]));
  return next.map((record) => {
    const known = before.get(record.id);
    return known === undefined || known === record ? record : keepUnknown(known, record, order);
  });
}

/** The bytes of a sidecar as text. @throws TypeError for numbers that are not finite. */
export function serialiseSidecar(sidecar: Sidecar): string {
  return canonicalJson(sidecar, SIDECAR_ORDER);
}

/** The bytes of a `tracks.json` as text. @throws TypeError for numbers that are not finite. */
export function serialiseTracksFile(file: TracksFile): string {
  return canonicalJson(file, TRACKS_ORDER);
}
