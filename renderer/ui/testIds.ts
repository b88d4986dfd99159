/** Names by which end-to-end tests find things; elements with a role and a name need none. */
export const TEST_IDS = {
  startOpen: 'start-open',
  startSample: 'start-sample',
  startTrouble: 'start-trouble',
  folderPath: 'folder-path',
  folderChoose: 'folder-choose',
  startScreen: 'start-screen',
  datasetName: 'dataset-name',
  frameName: 'frame-name',
  timelineHead: 'timeline-head',
  timelineLanes: 'timeline-lanes',
  /** `timeline-row-<track number>` */
  timelineRow: (number: number): string => `timeline-row-${number}`,
  /** `mode-label`, `mode-sequence` */
  mode: (mode: string): string => `mode-${mode}`,
  saveState: 'save-state',
  others: 'others',
  trouble: 'trouble',
  selectionPoints: 'selection-points',
  cloudPoints: 'cloud-points',
  linkedPoint: 'linked-point',
  doneCount: 'done-count',
  today: 'today',
  sceneMessage: 'scene-message',
  frameProblems: 'frame-problems',
  notices: 'notices',
  language: 'language-switch',
  paletteInput: 'palette-input',
  /** `object-row-<track number>` */
  objectRow: (number: number): string => `object-row-${number}`,
  /** `box-row-<index from 0>`, of what only images show */
  boxRow: (index: number): string => `box-row-${index}`,
  /** `version-<index from 0>`, the newest first */
  version: (index: number): string => `version-${index}`,
  /** `frame-tick-<index from 0>` */
  frameTick: (index: number): string => `frame-tick-${index}`,
  /** `field-centre-x`, `field-size-l`, `field-heading` … */
  field: (name: string): string => `field-${name}`,
} as const;
