import type { Fix } from '#shared/quality/finding.ts';
import { roundChanges } from '#shared/labels/rounding.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { Box2dId, CuboidId, FrameId, RecordId, TrackId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import { editedBy, stampOf, type Authorship } from '../edits/provenance.ts';
import type { EditorSession } from '../session/editorSession.ts';

export interface FixContext {
  readonly session: Pick<EditorSession, 'document' | 'deleteCuboids' | 'setClass' | 'tracks'>;
  readonly authorship: Authorship;
}

/**
 * Does what a finding of this frame, which is on screen, suggests: one entry of history. Answers whether it did; nothing
 * is done where what it is about is gone.
 */
export async function applyFix(context: FixContext, frameId: FrameId, fix: Fix): Promise<boolean> {
  const { session } = context;
  const { document } = session;
  const before = document.history.entries.at(-1);
  switch (fix.kind) {
    case 'removeObject':
      session.deleteCuboids([idOf<CuboidId>(fix.objectId)]);
      break;
    case 'trackClass': {
      const cuboid = cuboidOf(document, frameId, fix.trackId);
      if (cuboid !== undefined) await session.setClass([cuboid], fix.class);
      break;
    }
    case 'trackSize': {
      const cuboid = cuboidOf(document, frameId, fix.trackId);
      if (cuboid !== undefined) await session.tracks.edits.setSize(cuboid, fix.size);
      break;
    }
    default:
      document.transact('fix', (tx) => write(tx, fix, context.authorship));
  }
  return document.history.entries.at(-1) !== before;
}

type SmallFix = Exclude<Fix, { kind: 'removeObject' | 'trackClass' | 'trackSize' }>;

function write(tx: Transaction, fix: SmallFix, authorship: Authorship): void {
  const stamp = stampOf(authorship);
  switch (fix.kind) {
    case 'cuboid': {
      const record = tx.get(idOf<CuboidId>(fix.objectId));
      if (record === undefined) return;
      const cuboid = roundChanges(fix.cuboid, record.cuboid);
      tx.update(record.id, { cuboid, provenance: editedBy(record.provenance, 'manual', authorship) });
      return;
    }
    case 'removeBox':
      if (tx.get(idOf<Box2dId>(fix.box2dId)) !== undefined) tx.remove(idOf<Box2dId>(fix.box2dId));
      return;
    case 'rectangle': {
      const id = idOf<Box2dId>(fix.box2dId);
      if (tx.get(id) !== undefined) tx.update(id, { rectangle: { ...fix.rectangle }, ...stamp });
      return;
    }
    case 'links':
      for (const { box2dId, trackId } of fix.links) {
        const id = idOf<Box2dId>(box2dId);
        if (tx.get(id) === undefined) continue;
        const linkedBy = trackId === undefined ? undefined : 'person';
        tx.update(id, {
          trackId: trackId === undefined ? undefined : idOf<TrackId>(trackId),
          linkedBy,
          ...stamp,
        });
      }
      return;
    case 'attributes': {
      const record = tx.get<RecordId>(idOf<CuboidId | Box2dId>(fix.id));
      if (record?.type === 'cuboid') {
        const attributes = { ...record.attributes, ...fix.attributes };
        tx.update(record.id, { attributes, provenance: { ...record.provenance, ...stamp } });
      } else if (record?.type === 'box2d')
        tx.update(record.id, { attributes: { ...record.attributes, ...fix.attributes }, ...stamp });
    }
  }
}

function cuboidOf(document: LabelDocument, frameId: FrameId, trackId: string): CuboidId | undefined {
  const id = idOf<TrackId>(trackId);
  return document.cuboidsIn(frameId).find((record) => record.trackId === id)?.id;
}

/** Uuids are the same in capitals; records have them in small letters. */
function idOf<Id extends string>(text: string): Id {
  return text.toLowerCase() as Id;
}
