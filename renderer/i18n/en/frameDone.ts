/** Getting a frame done: its mark, how much of an object can be seen, numbers that are dragged. */
export const frameDone = {
  done: {
    button: 'Done, next',
    count: '{{done}} of {{total}} done',
    tick: 'done',
    allDone: 'Last frame. All frames are done',
    left_one: 'Last frame. {{count}} other frame is not done',
    left_other: 'Last frame. {{count}} other frames are not done',
    goThere: 'Go there',
  },
  visibility: {
    occlusion: 'Occluded',
    short: { none: 'No', partly: 'Partly', largely: 'Largely', unknown: '?' },
    occlusions: {
      none: 'Not occluded',
      partly: 'Partly occluded',
      largely: 'Largely occluded',
      unknown: 'Occlusion unknown',
    },
    truncation: 'Truncated',
    truncations: { no: 'No', yes: 'Yes' },
    percent: '{{percent}} %',
  },
  strip: {
    title: 'Attributes of the selection',
    close: 'Close',
    truncated: 'Truncated or not',
  },
  status: {
    today: 'Today',
    todayHelp:
      'Cuboids that were drawn today on this computer, in any folder, and those carried over that were first changed by hand. Undo takes them back; counted anew from midnight',
    memory: '{{megabytes}} MB',
    memoryHelp: 'Point clouds in memory: {{workers}} MB, on the graphics card: {{graphics}} MB',
  },
  scrub: { help: 'Drag left or right · Shift: coarse · Alt: fine · Esc: as before' },
} as const;
