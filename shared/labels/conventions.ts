/** Written into every sidecar, so that nobody has to look up what a number means. Constant in version 1. */
export const SIDECAR_CONVENTIONS: Readonly<Record<string, string>> = {
  lengths: 'metres',
  angles: 'radians',
  images: 'pixels; (0, 0) is the centre of the top-left pixel; x right, y down',
  times: 'integer nanoseconds as decimal text; clock and meaning are named with each',
  labelFrame: 'the right-handed coordinate frame of every cuboid, named by labelFrame',
  transforms: 'targetFromSource: p_target = rotation (row by row) * p_source + translation',
  centre: 'geometric centre of the cuboid (not of its bottom face)',
  size: "full length, width, height along the cuboid's own x, y, z; the front is the +x face",
  rotation: 'unit quaternion x y z w, from cuboid axes to the label frame; authoritative',
  yaw: 'heading of the cuboid +x axis, counter-clockwise about +z from +x, in (-pi, pi]; derived from rotation',
};
