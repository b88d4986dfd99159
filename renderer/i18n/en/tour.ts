/**
 * The first two minutes. `{{draw}}` and the like are names of commands with their keys; `{{top}}`, `{{all}}` and
 * `{{closeUp}}` keys alone.
 */
export const tour = {
  tour: {
    name: 'Tour',
    position: 'Step {{n}} of {{total}}',
    back: 'Back',
    skip: 'Skip',
    goOn: 'Next',
    end: 'End the tour',
    notNow: 'Not now',
    done: 'Done',
    offer: {
      title: 'New here?',
      text: 'Five small steps on this drive show how a cuboid is made. They take two minutes.',
      take: 'Take the tour',
    },
    elsewhere: {
      title: 'The tour needs the sample drive',
      text: 'What you have done here is saved before the drive is opened.',
    },
    look: {
      title: 'Look around',
      text: 'Drag the point cloud to turn it, scroll to come closer, drag with the middle button to move along. By keyboard, {{top}} looks from above and {{all}} shows everything.',
    },
    draw: {
      title: 'Draw a cuboid',
      text: 'Choose {{draw}}, then click on the points of a car, or drag a rectangle around it. The cuboid fits itself to the points.',
    },
    check: {
      title: 'Check it on the cameras',
      text: 'The same cuboid is on every camera that sees it. Point at it on an image, or press {{closeUp}} to come close: do its edges follow the object?',
    },
    adjust: {
      title: 'Adjust it',
      text: 'Click the cuboid and drag a side or its middle, in a view or on an image. W A S D move it, Q E turn it. {{undo}} takes it back.',
    },
    next: {
      title: 'Go on',
      text: 'Your work is saved by itself, as the top bar says. Go on with {{next}}.',
    },
    finished: {
      title: 'That is all it takes',
      text: 'Draw, check, adjust, go on. Every key is listed in {{shortcuts}}, and {{palette}} finds everything by name.',
    },
  },
} as const;
