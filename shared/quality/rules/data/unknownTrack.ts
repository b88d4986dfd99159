import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** A track that the sequence's `tracks.json` does not have. */
export const unknownTrack: FrameRule = {
  id: 'DAT002',
  severity: 'error',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, objects, boxes2d }, context): Iterable<Finding> {
    for (const object of objects) {
      if (context.tracks.has(object.trackId)) continue;
      yield objectFinding(unknownTrack, id, object, context, {
        params: { track: object.trackId },
        badness: 1,
      });
    }
    for (const { id: box2dId, camera, trackId } of boxes2d) {
      if (trackId === undefined || context.tracks.has(trackId)) continue;
      yield {
        rule: 'DAT002',
        severity: 'error',
        frameId: id,
        box2dId,
        camera,
        params: { camera, track: trackId },
        badness: 1,
        fix: { kind: 'links', links: [{ box2dId, trackId: undefined }] },
      };
    }
  },
};
