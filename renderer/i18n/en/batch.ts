/** One object in many frames side by side. */
export const batch = {
  batch: {
    title: 'One object in many frames',
    empty: 'Select an object: its frames stand side by side here',
    range: 'Frames {{from}}–{{to}}',
    keyframe: 'Keyframe',
    interpolate: 'Interpolate',
    confirmNext: 'Confirm, next',
    frame: 'Frame {{frame}}',
    cell: '{{row}}, frame {{frame}}',
    image: 'Image',
    top: 'Top',
    side: 'Side',
    lacks: 'Not labeled here',
    points_one: '{{points}} point',
    points_other: '{{points}} points',
    hint: 'Edit in the frame under the pointer · wheel: other frames · K: put the object into a frame that lacks it',
  },
} as const;
