import type { Finding } from '../../finding.ts';
import type { FrameRule } from '../../rule.ts';

/** A cloud, image or calibration is not the file any more that the labels were made from. One for a frame and kind. */
export const changedSource: FrameRule = {
  id: 'DAT009',
  severity: 'warning',
  scope: 'frame',
  isFixable: false,
  parameters: {},
  *check({ id, changedSources = [] }): Iterable<Finding> {
    const [first] = changedSources;
    if (first === undefined) return;
    yield {
      rule: 'DAT009',
      severity: 'warning',
      frameId: id,
      params: { what: first.role, path: first.path, files: changedSources.length },
      badness: changedSources.length,
    };
  },
};
