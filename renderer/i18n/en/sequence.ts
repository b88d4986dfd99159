/** The modes of the window, and objects through time: the timeline and the panel of a track. */
export const sequence = {
  mode: {
    title: 'Mode',
    label: 'Label',
    sequence: 'Sequence',
  },
  timeline: {
    title: 'Tracks',
    frame: 'Frame',
    frameOf: 'Frame {{n}} of {{total}}',
    camera: 'Pictures of',
    showAll: 'Show the whole sequence',
    noTimes: 'Without timestamps frames are played at ten a second',
    empty:
      'Each object of the sequence has a line here, from where it is first seen to where it is seen last',
    emptyHelp: 'Draw the first cuboid',
    static: 'Static',
    frames_one: '{{count}} frame',
    frames_other: '{{count}} frames',
    life: 'Frames {{first}}–{{last}}, keyframes {{keyframes}}, confirmed {{confirmed}}',
    nowhere: 'In no frame that can be read',
    here: {
      keyframe: '{{frame}}, keyframe',
      interpolated: '{{frame}}, interpolated',
      other: '{{frame}}, carried or imported',
      absent: '{{frame}}, not labelled here',
    },
  },
} as const;
