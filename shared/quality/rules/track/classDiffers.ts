import type { Finding } from '../../finding.ts';
import { objectFinding } from '../../objectFinding.ts';
import type { FrameRule } from '../../rule.ts';

/** The copy of the class in a sidecar is not what the track is; the track's counts, and the copy follows. */
export const classDiffers: FrameRule = {
  id: 'TRK011',
  severity: 'warning',
  scope: 'frame',
  isFixable: true,
  parameters: {},
  *check({ id, objects }, context): Iterable<Finding> {
    for (const object of objects) {
      const track = context.tracks.get(object.trackId);
      if (track === undefined || track.class === object.class) continue;
      yield objectFinding(classDiffers, id, object, context, {
        params: { class: track.class, otherClass: object.class },
        badness: 1,
        fix: { kind: 'trackClass', trackId: track.id, class: track.class },
      });
    }
  },
};
