/** What the views can do beside showing: keys, measuring, heights, saved views. */
export const viewTools = {
  focus: {
    move: 'Move',
    keysIn: 'Keys move in {{view}}',
  },
  measure: {
    /** Beside the line, and in the status bar. */
    readout: '{{distance}} m · level {{level}} m · up {{up}} m',
  },
  slab: {
    layers: 'Layers',
    title: 'Heights above ground',
    only: 'Hide points outside these heights',
    low: 'Lowest, metres above ground',
    high: 'Highest, metres above ground',
    from: 'from',
    to: 'to',
    shown: 'Only {{low}}–{{high}} m',
    note: 'Hidden points still count and fit',
  },
  filter: {
    place: 'What is shown',
    within: 'Only within',
    withinSwitch: 'Only what is near the vehicle',
    /** After the number. */
    metres: 'm',
    withinLabel: 'Farthest from the vehicle, metres',
    drawRegion: 'Draw a region to look at alone',
    clearRegion: 'Show what is outside the region, too',
    points: 'Points',
    labelled: { all: 'All', outside: 'Unlabeled', inside: 'Labeled' },
    classes: 'Classes of this frame',
    noObjects: 'This frame has no objects yet',
    /** Over the view, one after the other. */
    shown: {
      within: 'Within {{metres}} m',
      region: 'Region only',
      outside: 'Only unlabeled points',
      inside: 'Only labeled points',
      boxes: '2D boxes hidden',
      classes_one: '{{count}} class hidden',
      classes_other: '{{count}} classes hidden',
    },
  },
  aggregate: {
    title: 'Aggregated view',
    show: 'Add the points of other frames',
    reach: 'Frames before and after',
    all: 'All',
    allTitle: 'All, but at most {{most}} before and {{most}} after',
    movesObjects: 'Move labeled objects along',
    colorsByTime: 'Colour by time',
    note: 'For looking only: counts and fits are of this frame',
    unposed_one: '{{count}} frame left out: its ego pose is not known',
    unposed_other: '{{count}} frames left out: their ego poses are not known',
    unread_one: '{{count}} frame left out: it has no points that can be read',
    unread_other: '{{count}} frames left out: they have no points that can be read',
    trouble: {
      'no-poses': 'Not possible here: this sequence has no ego poses, which say where each frame was taken',
      'no-pose-here': 'Nothing is added here: the ego pose of this frame is not known',
      'one-frame': 'Not possible here: this sequence has one frame only',
    },
    /** Over the view. */
    loading: 'Adding frames: {{done}} of {{total}}',
    shown_one: 'With {{count}} other frame',
    shown_other: 'With {{count}} other frames',
    nothing: 'No other frames: ego pose not known',
    alone: 'No other frames within reach',
  },
  imagePoints: {
    title: 'Camera images',
    show: 'Show the lidar points on images',
    boxes: 'Show the 2D boxes on images',
    note: 'The point under the pointer is then marked in every view',
    /** In the status bar: the point under the pointer, metres. */
    place: 'x {{x}} · y {{y}} · z {{z}} m',
    fromCamera: '{{distance}} m from the camera',
    fromLidar: '{{distance}} m from the lidar',
  },
  savedViews: {
    title: 'Saved views',
    restore: 'Go to view {{n}}',
    empty: 'View {{n}}: nothing saved',
    save: 'Save here as view {{n}}',
    follow: 'Follow the selection',
    saved: 'Saved as view {{n}}',
  },
} as const;
