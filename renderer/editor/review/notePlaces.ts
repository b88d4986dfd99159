import type { Vec3 } from '#shared/geometry/vec3.ts';
import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Anchor, CommentEntry } from '#shared/labels/review.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import type { Box2dId, CuboidId } from '../document/records.ts';
import type { Pin } from '../session/pin.ts';
import { entryOf } from './reviewRecords.ts';

/** A note and what was answered to it, the oldest first. */
export interface NoteThread {
  readonly note: CommentEntry;
  readonly answers: readonly CommentEntry[];
}

/** What was said about a frame, the oldest first. An answer to a note that is gone stands by itself. */
export function threadsIn({ reviews }: Pick<FrameRecords, 'reviews'>): readonly NoteThread[] {
  const notes = reviews
    .flatMap((record) => {
      const entry = entryOf(record);
      return entry?.kind === 'comment' ? [entry] : [];
    })
    .toSorted((a, b) => Number(BigInt(a.at ?? 0) - BigInt(b.at ?? 0)));
  const ids = new Set(notes.filter(({ answers }) => answers === undefined).map(({ id }) => id.toLowerCase()));
  const isAnswer = ({ answers }: CommentEntry): boolean =>
    answers !== undefined && ids.has(answers.toLowerCase());
  return notes
    .filter((note) => !isAnswer(note))
    .map((note) => ({
      note,
      answers: notes.filter(
        (other) => isAnswer(other) && other.answers?.toLowerCase() === note.id.toLowerCase(),
      ),
    }));
}

/** Where an anchor is in the views; undefined where what it names is not in the frame. */
export function placeOfAnchor(
  anchor: Anchor,
  { cuboids, boxes2d }: Pick<FrameRecords, 'cuboids' | 'boxes2d'>,
): Pin['at'] | undefined {
  if ('point' in anchor) return anchor;
  if ('pixel' in anchor) return anchor;
  const id = anchor.object.toLowerCase();
  const cuboid = cuboids.find((record) => record.id === (id as CuboidId))?.cuboid;
  if (cuboid !== undefined) return { point: topOf(cuboid) };
  const box = boxes2d.find((record) => record.id === (id as Box2dId));
  if (box === undefined) return undefined;
  const { left, right, top } = box.rectangle;
  return { camera: box.camera, pixel: [(left + right) / 2, top] };
}

/** The middle of its upper face. */
function topOf(cuboid: Cuboid): Vec3 {
  const corners = cuboidCorners(cuboid);
  const [a, b] = [corners[2]!, corners[7]!];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}
