/** 2D boxes of a detector or of another tool. */
export const importBoxes = {
  importBoxes: {
    title: 'Import 2D boxes',
    explain:
      'COCO, KITTI label_2, YOLO or a sidecar. What people drew or changed stays as it is; importing the same file again replaces what it brought before.',
    file: 'Choose file…',
    folder: 'Choose folder…',
    nothing: 'Nothing chosen',
    camera: 'Images of',
    everyCamera: 'Every camera, by name',
    ofFormat: '{{format}}, by camera',
    boxes: '2D boxes',
    frames: 'Frames',
    none: 'No box is on an image of this sequence',
    looking: 'Looking at the labels of every frame…',
    counts: {
      added: '{{boxes}} new',
      replaced: '{{boxes}} replaced',
      same: '{{boxes}} there already',
      removed: '{{boxes}} removed',
      kept: '{{boxes}} kept as a person has them',
      none: 'Nothing to import',
    },
    matched_one: '{{matched}} match a cuboid. {{count}} frame changes',
    matched_other: '{{matched}} match a cuboid. {{count}} frames change',
    matches: {
      title: 'Which cuboid each is of, and why',
      matched: 'Matched {{boxes}}',
      left: 'Not matched {{boxes}}',
      sameClass: 'same class',
      otherClass: 'other class',
      depth: 'distance × {{ratio}}',
    },
    unread_one: 'The labels of {{count}} frame cannot be read: it is left as it is',
    unread_other: 'The labels of {{count}} frames cannot be read: they are left as they are',
    run: 'Import',
    done_one:
      '{{added}} 2D boxes added, {{replaced}} replaced, {{removed}} removed in {{count}} frame, {{matched}} matched',
    done_other:
      '{{added}} 2D boxes added, {{replaced}} replaced, {{removed}} removed in {{count}} frames, {{matched}} matched',
  },
} as const;
