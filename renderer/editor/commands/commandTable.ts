/**
 * Every command by name, with its default keys. A command is an intent: menu, toolbar, palette, shortcut and native
 * menu all run the same one, and its title is an i18n key of the same name.
 *
 * Keys are chords of physical keys (`KeyboardEvent.code`): an active input method reports `Process` for `key`.
 * `Primary` is Ctrl, or ⌘ on macOS. One chord belongs to one command.
 */
export interface CommandDefinition {
  readonly keys: readonly string[];
  /** Held down, these keys repeat moves and steps by their group; `false`: not this one. */
  readonly repeats?: false;
  readonly group: 'file' | 'edit' | 'cuboid' | 'box' | 'track' | 'frame' | 'review' | 'view' | 'app';
}

const table = {
  'file.open': { keys: ['Primary+KeyO'], group: 'file' },
  'file.save': { keys: ['Primary+KeyS'], group: 'file' },

  'edit.undo': { keys: ['Primary+KeyZ'], group: 'edit' },
  'edit.redo': { keys: ['Primary+Shift+KeyZ', 'Primary+KeyY'], group: 'edit' },
  // cuboids, through a clipboard of the window's own; never while a text field has the focus
  'edit.copy': { keys: ['Primary+KeyC'], group: 'edit' },
  'edit.paste': { keys: ['Primary+KeyV'], group: 'edit' },
  'edit.delete': { keys: ['Delete', 'Backspace'], group: 'edit' },
  'edit.selectAll': { keys: ['Primary+KeyA'], group: 'edit' },
  'edit.selectNext': { keys: ['Tab'], group: 'edit' },
  'edit.selectPrevious': { keys: ['Shift+Tab'], group: 'edit' },
  /** The gesture, then the tool, then the choice of frames, then the images in the large place, then the selection. */
  'edit.cancel': { keys: ['Escape'], group: 'edit' },
  'tool.select': { keys: [], group: 'edit' },
  'tool.draw': { keys: ['KeyF'], group: 'edit' },
  'tool.drawBox': { keys: ['Shift+KeyF'], group: 'edit' },
  'tool.measure': { keys: ['KeyM'], group: 'edit' },

  // 5 cm in the plane of the view under the pointer; "up" is away from the viewer where that plane is the ground
  'cuboid.moveLeft': { keys: ['KeyA', 'Shift+ArrowLeft'], group: 'cuboid' },
  'cuboid.moveRight': { keys: ['KeyD', 'Shift+ArrowRight'], group: 'cuboid' },
  'cuboid.moveUp': { keys: ['KeyW', 'Shift+ArrowUp'], group: 'cuboid' },
  'cuboid.moveDown': { keys: ['KeyS', 'Shift+ArrowDown'], group: 'cuboid' },
  // 25 cm
  'cuboid.moveLeftFar': { keys: ['Shift+KeyA'], group: 'cuboid' },
  'cuboid.moveRightFar': { keys: ['Shift+KeyD'], group: 'cuboid' },
  'cuboid.moveUpFar': { keys: ['Shift+KeyW'], group: 'cuboid' },
  'cuboid.moveDownFar': { keys: ['Shift+KeyS'], group: 'cuboid' },
  // 1 cm
  'cuboid.moveLeftFine': { keys: ['ArrowLeft'], group: 'cuboid' },
  'cuboid.moveRightFine': { keys: ['ArrowRight'], group: 'cuboid' },
  'cuboid.moveUpFine': { keys: ['ArrowUp'], group: 'cuboid' },
  'cuboid.moveDownFine': { keys: ['ArrowDown'], group: 'cuboid' },
  // yaw by 1° and 5°; left is counter-clockwise seen from above
  'cuboid.turnLeft': { keys: ['KeyQ'], group: 'cuboid' },
  'cuboid.turnRight': { keys: ['KeyE'], group: 'cuboid' },
  'cuboid.turnLeftFar': { keys: ['Shift+KeyQ'], group: 'cuboid' },
  'cuboid.turnRightFar': { keys: ['Shift+KeyE'], group: 'cuboid' },
  'cuboid.flip': { keys: ['KeyG'], group: 'cuboid' },
  'cuboid.rotateQuarter': { keys: ['Shift+KeyG'], group: 'cuboid' },
  // left for right as the view under the pointer shows it
  'cuboid.mirror': { keys: ['Shift+KeyM'], repeats: false, group: 'cuboid' },
  // a switch: turning and mirroring are about the vehicle instead of the selection's middle
  'edit.turnAboutEgo': { keys: ['Primary+KeyG'], group: 'cuboid' },
  'cuboid.fit': { keys: ['KeyR'], group: 'cuboid' },
  'cuboid.fitHeading': { keys: ['KeyY'], group: 'cuboid' },
  'cuboid.shrink': { keys: ['Slash'], group: 'cuboid' },
  'proposal.next': { keys: ['KeyT'], group: 'cuboid' },
  'proposal.everyClass': { keys: ['Primary+KeyE'], group: 'cuboid' },
  'proposal.previous': { keys: ['Shift+KeyT'], group: 'cuboid' },
  // has the keys of frame.done, see below
  'proposal.accept': { keys: [], group: 'cuboid' },
  'proposal.reject': { keys: ['KeyB'], group: 'cuboid' },
  'cuboid.nextHypothesis': { keys: ['Shift+KeyY'], group: 'cuboid' },
  'cuboid.settle': { keys: ['Shift+KeyR'], group: 'cuboid' },
  'cuboid.duplicate': { keys: ['Primary+KeyD'], repeats: false, group: 'cuboid' },
  'cuboid.lock': { keys: ['KeyL'], repeats: false, group: 'cuboid' },

  // 2D boxes on images; with one selected, the keys of moving, class and deleting are about it
  'box.next': { keys: ['Shift+Quote'], group: 'box' },
  'box.previous': { keys: ['Shift+Semicolon'], group: 'box' },
  'box.fromProjection': { keys: ['Primary+Shift+KeyB'], repeats: false, group: 'box' },
  'box.link': { keys: ['Primary+KeyL'], repeats: false, group: 'box' },
  'box.linkNew': { keys: ['Primary+Shift+KeyL'], repeats: false, group: 'box' },
  'box.unlink': { keys: ['Primary+KeyU'], repeats: false, group: 'box' },
  'box.extent': { keys: ['Shift+Backslash'], repeats: false, group: 'box' },
  // have the keys of track.carryNext and track.carryPrevious, see below
  'box.copyNext': { keys: [], group: 'box' },
  'box.copyPrevious': { keys: [], group: 'box' },
  // all of them on images, for a look at what lies under them
  'box.hide': { keys: ['F9'], repeats: false, group: 'box' },
  // asks for a file
  'box.import': { keys: [], group: 'box' },

  // a strip that takes one letter more
  'cuboid.attributes': { keys: ['Backquote'], repeats: false, group: 'cuboid' },

  // class of the selection, and of the next cuboid
  'class.1': { keys: ['Digit1'], group: 'cuboid' },
  'class.2': { keys: ['Digit2'], group: 'cuboid' },
  'class.3': { keys: ['Digit3'], group: 'cuboid' },
  'class.4': { keys: ['Digit4'], group: 'cuboid' },
  'class.5': { keys: ['Digit5'], group: 'cuboid' },
  'class.6': { keys: ['Digit6'], group: 'cuboid' },
  'class.7': { keys: ['Digit7'], group: 'cuboid' },
  'class.8': { keys: ['Digit8'], group: 'cuboid' },
  'class.9': { keys: ['Digit9'], group: 'cuboid' },
  'class.10': { keys: ['Digit0'], group: 'cuboid' },

  // the selected object through time
  'track.interpolate': { keys: ['KeyI'], group: 'track' },
  'track.interpolateAll': { keys: [], group: 'track' },
  // what is interpolated, each to the points of its own frame
  'track.refine': { keys: ['Primary+KeyI'], repeats: false, group: 'track' },
  'track.keyframe': { keys: ['KeyK'], group: 'track' },
  // to another time, with the place that it has
  'track.moveKeyframeBack': { keys: [], group: 'track' },
  'track.moveKeyframeOn': { keys: [], group: 'track' },
  // has the keys of frame.done, see below
  'track.confirmNext': { keys: [], group: 'track' },
  'track.confirm': { keys: ['Enter'], group: 'track' },
  'track.carryNext': { keys: ['Shift+KeyX'], group: 'track' },
  'track.carryPrevious': { keys: ['Shift+KeyZ'], group: 'track' },
  'track.propagate': { keys: ['Shift+KeyI'], group: 'track' },
  'track.propagateBack': { keys: [], group: 'track' },
  'track.static': { keys: ['Shift+KeyU'], group: 'track' },
  'track.size': { keys: [], group: 'track' },
  'track.endHere': { keys: ['KeyO'], group: 'track' },
  'track.startHere': { keys: [], group: 'track' },
  'track.split': { keys: ['Shift+KeyK'], group: 'track' },
  'track.swap': { keys: [], group: 'track' },
  // asks which
  'track.merge': { keys: [], group: 'track' },
  'track.delete': { keys: ['Shift+Delete'], group: 'track' },
  'track.previousKeyframe': { keys: ['Shift+Comma'], group: 'track' },
  'track.nextKeyframe': { keys: ['Shift+Period'], group: 'track' },
  // where the dataset does not say how the vehicle moved
  'track.estimateMotion': { keys: [], group: 'track' },
  'track.first': { keys: [], group: 'track' },
  'track.last': { keys: [], group: 'track' },
  'track.bestFrame': { keys: [], group: 'track' },

  'frame.previous': { keys: ['KeyZ', 'Comma', 'PageUp'], group: 'frame' },
  'frame.next': { keys: ['KeyX', 'Period', 'PageDown'], group: 'frame' },
  'frame.previousTen': { keys: ['Shift+PageUp'], group: 'frame' },
  'frame.nextTen': { keys: ['Shift+PageDown'], group: 'frame' },
  // frames side by side, to be edited together
  'frame.choosePrevious': { keys: ['Primary+Shift+ArrowLeft'], group: 'frame' },
  'frame.chooseNext': { keys: ['Primary+Shift+ArrowRight'], group: 'frame' },
  'frame.play': { keys: ['Shift+KeyP'], repeats: false, group: 'frame' },
  // marks the frame, saves, goes on
  'frame.done': { keys: ['Space'], repeats: false, group: 'frame' },
  'frame.nextNotDone': { keys: [], repeats: false, group: 'frame' },
  'frame.notDone': { keys: [], repeats: false, group: 'frame' },
  // what its label file held before
  'frame.versions': { keys: [], group: 'frame' },
  'frame.copyFromPrevious': { keys: ['Primary+Shift+KeyV'], repeats: false, group: 'frame' },

  // the findings of the sequence, in the room for reviewing; most have the keys of others there, see below
  'review.next': { keys: [], group: 'review' },
  'review.previous': { keys: [], group: 'review' },
  // does what the finding suggests; where it suggests nothing, only goes on
  'review.fixNext': { keys: [], repeats: false, group: 'review' },
  // the object as it is; where no finding is looked at, the frame
  'review.accept': { keys: [], repeats: false, group: 'review' },
  'review.sendBack': { keys: [], repeats: false, group: 'review' },
  'review.sendBack1': { keys: [], repeats: false, group: 'review' },
  'review.sendBack2': { keys: [], repeats: false, group: 'review' },
  'review.sendBack3': { keys: [], repeats: false, group: 'review' },
  'review.sendBack4': { keys: [], repeats: false, group: 'review' },
  'review.sendBack5': { keys: [], repeats: false, group: 'review' },
  'review.sendBack6': { keys: [], repeats: false, group: 'review' },
  'review.sendBack7': { keys: [], repeats: false, group: 'review' },
  'review.sendBack8': { keys: [], repeats: false, group: 'review' },
  'review.waive': { keys: [], repeats: false, group: 'review' },
  'review.note': { keys: [], repeats: false, group: 'review' },
  // the next click in a view says where
  'review.notePlace': { keys: [], repeats: false, group: 'review' },
  'review.overview': { keys: [], repeats: false, group: 'review' },
  'review.begin': { keys: [], repeats: false, group: 'review' },
  'review.acceptFrame': { keys: ['Primary+Enter'], repeats: false, group: 'review' },
  'review.reopen': { keys: ['Primary+Shift+Enter'], repeats: false, group: 'review' },

  'view.frameAll': { keys: ['Home'], group: 'view' },
  'view.flyToSelection': { keys: ['KeyJ'], group: 'view' },
  'view.swapTop': { keys: ['Shift+KeyV'], group: 'view' },
  // the selected cuboid alone, from four sides
  'view.closeUp': { keys: ['KeyC'], repeats: false, group: 'view' },
  // the object that is followed, in many frames side by side
  'view.batch': { keys: ['KeyV'], repeats: false, group: 'view' },
  'view.otherSide': { keys: ['Shift+KeyC'], group: 'view' },
  'view.followSelection': { keys: ['Shift+Home'], repeats: false, group: 'view' },
  // where a camera stands; the digits beside those of the colours, since browsers keep Ctrl+digit for their tabs
  'view.restore1': { keys: ['Shift+Digit7'], repeats: false, group: 'view' },
  'view.restore2': { keys: ['Shift+Digit8'], repeats: false, group: 'view' },
  'view.restore3': { keys: ['Shift+Digit9'], repeats: false, group: 'view' },
  'view.save1': { keys: ['Primary+Shift+Digit7'], repeats: false, group: 'view' },
  'view.save2': { keys: ['Primary+Shift+Digit8'], repeats: false, group: 'view' },
  'view.save3': { keys: ['Primary+Shift+Digit9'], repeats: false, group: 'view' },
  'view.hide': { keys: ['KeyH'], repeats: false, group: 'view' },
  'view.isolate': { keys: ['Shift+KeyH'], repeats: false, group: 'view' },
  // what the filters leave: a rectangle that is drawn next, points by whether they lie in cuboids
  'view.drawRegion': { keys: ['Primary+KeyB'], group: 'view' },
  'view.labelledPoints': { keys: ['Shift+KeyO'], repeats: false, group: 'view' },
  // paths of objects through the other frames: of the selected, of all, of none
  'view.trajectories': { keys: ['Primary+KeyM'], repeats: false, group: 'view' },
  // the points of the frames before and after, too
  'view.aggregate': { keys: ['Shift+KeyL'], repeats: false, group: 'view' },
  'view.showAll': { keys: ['Primary+Shift+KeyH'], repeats: false, group: 'view' },
  // camera images
  'images.enlarge': { keys: ['KeyN'], repeats: false, group: 'view' },
  'images.compare': { keys: ['Shift+KeyN'], repeats: false, group: 'view' },
  'images.previous': { keys: ['Semicolon'], group: 'view' },
  'images.next': { keys: ['Quote'], group: 'view' },
  'images.zoomToSelection': { keys: ['Shift+KeyJ'], repeats: false, group: 'view' },
  'images.undistort': { keys: ['KeyU'], repeats: false, group: 'view' },
  'images.points': { keys: ['KeyP'], repeats: false, group: 'view' },
  'images.adjust': { keys: ['Backslash'], repeats: false, group: 'view' },
  'images.checkCalibration': { keys: ['F8'], repeats: false, group: 'view' },
  'appearance.colorHeight': { keys: ['Shift+Digit1'], group: 'view' },
  'appearance.colorIntensity': { keys: ['Shift+Digit2'], group: 'view' },
  'appearance.colorDistance': { keys: ['Shift+Digit3'], group: 'view' },
  'appearance.colorCamera': { keys: ['Shift+Digit4'], group: 'view' },
  'appearance.colorSingle': { keys: ['Shift+Digit6'], group: 'view' },
  'appearance.groundPoints': { keys: ['Shift+KeyB'], repeats: false, group: 'view' },
  'appearance.pointSizeUp': { keys: ['Equal'], group: 'view' },
  'appearance.pointSizeDown': { keys: ['Minus'], group: 'view' },

  // what the window is for at present
  'app.label': { keys: ['F2'], repeats: false, group: 'app' },
  'app.sequence': { keys: ['F3'], repeats: false, group: 'app' },
  'app.review': { keys: ['F4'], repeats: false, group: 'app' },
  'app.palette': { keys: ['Primary+KeyK', 'Primary+Shift+KeyP'], group: 'app' },
  'app.shortcuts': { keys: ['Shift+Slash', 'F1'], group: 'app' },
  'app.tour': { keys: [], group: 'app' },
  'app.nextRegion': { keys: ['F6'], group: 'app' },
  'app.previousRegion': { keys: ['Shift+F6'], group: 'app' },
  'app.settings': { keys: ['Primary+Comma'], group: 'app' },
} as const satisfies Record<string, CommandDefinition>;

export type CommandId = keyof typeof table;

export const COMMANDS: Readonly<Record<CommandId, CommandDefinition>> = table;

/**
 * By command: those that its keys run instead, the first that is enabled. The key of "yes" is about what is looked at, if
 * there is something.
 */
export const GOES_FIRST: Readonly<Partial<Record<CommandId, readonly CommandId[]>>> = {
  'track.carryNext': ['box.copyNext'],
  'track.carryPrevious': ['box.copyPrevious'],
  'frame.done': ['review.fixNext', 'proposal.accept', 'track.confirmNext'],
  'edit.selectNext': ['review.next'],
  'edit.selectPrevious': ['review.previous'],
  'cuboid.flip': ['review.accept'],
  'proposal.reject': ['review.sendBack'],
  'appearance.groundPoints': ['review.waive'],
  'images.enlarge': ['review.note'],
  'images.compare': ['review.notePlace'],
  'view.batch': ['review.overview'],
  'class.1': ['review.sendBack1'],
  'class.2': ['review.sendBack2'],
  'class.3': ['review.sendBack3'],
  'class.4': ['review.sendBack4'],
  'class.5': ['review.sendBack5'],
  'class.6': ['review.sendBack6'],
  'class.7': ['review.sendBack7'],
  'class.8': ['review.sendBack8'],
};

/** The commands whose keys one runs instead of them; of its own it has none then. */
export function hostsOf(id: CommandId): readonly CommandId[] {
  return COMMAND_IDS.filter((host) => GOES_FIRST[host]?.includes(id) === true);
}

export const COMMAND_IDS = Object.keys(table) as readonly CommandId[];

export function isCommandId(name: string): name is CommandId {
  return Object.hasOwn(table, name);
}
