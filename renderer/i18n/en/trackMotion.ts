/** Paths that are drawn, and how an object moves. */
export const trackMotion = {
  trajectories: {
    title: 'Paths through the frames',
    mode: { selected: 'Selected', all: 'All', none: 'None' },
    note: 'Solid: before this frame. Dashed: after it. Dots: keyframes',
    /** Said when it was switched by its key. */
    now: {
      selected: 'Paths of selected objects are shown',
      all: 'Paths of all objects are shown',
      none: 'No paths are shown',
    },
    why: {
      'no-poses': 'No paths: this dataset does not say where the vehicle is in its frames',
      'no-pose-here': 'No paths: it is not known where the vehicle is in this frame',
    },
  },
  plots: {
    title: 'Motion',
    names: { speed: 'Speed', yawRate: 'Yaw rate', acceleration: 'Acceleration' },
    relativeNames: {
      speed: 'Relative speed',
      yawRate: 'Relative yaw rate',
      acceleration: 'Relative acceleration',
    },
    units: { speed: 'm/s', yawRate: '°/s', acceleration: 'm/s²' },
    /** Of a plot, for those who do not see it. */
    described:
      '{{what}} over frames {{first}} to {{last}}, from {{least}} to {{most}} {{unit}}; {{here}} here',
    unknownHere: 'unknown',
    nothingFollowed: 'Select an object to see how it moves',
    oneFrame: 'Motion shows once the object is labeled in two frames less than a second apart',
    relative: 'Relative to the vehicle: its poses are not known',
    untimed: 'No speeds: the frames have no times',
    outliers: 'Frames to look at',
    noOutliers: 'No frame stands out',
    more_one: '{{count}} more',
    more_other: '{{count}} more',
    /** Before what follows in the same line. */
    sentence: '{{text}}. ',
    lookAtIt: 'Look at it',
    frame: 'Frame {{frame}}: {{what}}',
    frames: 'Frames {{frame}}–{{last}}: {{what}}',
    reason: {
      'off-path': '{{metres}} m off its path',
      jump: 'jumps by {{metres}} m',
      'off-heading': 'turned by {{degrees}} against its neighbours',
      'turn-jump': 'turns by {{degrees}} at once',
      'against-motion': 'faces against its motion',
      'faces-back': 'faces the other way',
    },
  },
} as const;
