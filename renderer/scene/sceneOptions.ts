import type { HeightSlab } from '#shared/pointcloud/heightSlab.ts';
import type { Measurement, ToolReadout } from '#renderer/editor/tools/toolOverlay.ts';
import type { ColorMode } from './objects/pointMaterial.ts';
import type { ThemeName } from './sceneTheme.ts';

/** How the person wants the scene to look. */
export interface SceneAppearance {
  /** CSS pixels. */
  readonly pointSize: number;
  readonly colorMode: ColorMode;
  /** Points drawn while the camera moves; all are drawn at rest. */
  readonly movingPointBudget: number;
  readonly theme: ThemeName;
  /** While there are points of other frames, colours tell the time instead. */
  readonly colorsByTime?: boolean;
  /** Only points between these heights are drawn and picked. */
  readonly slab?: HeightSlab | undefined;
  /** Cameras go along with the selected objects from frame to frame. */
  readonly followsSelection?: boolean;
  /** Name every cuboid, not only selected and hovered ones. */
  readonly showsAllTags?: boolean;
}

/** Texts that are drawn into the scene, in the person's language. */
export interface SceneWords {
  /** Class and track number on a tag. */
  tag(className: string, trackNumber: number | undefined): string;
  /** What is between two places. */
  measurement(measurement: Measurement): string;
  /** What a drag has changed. */
  readout(readout: ToolReadout): string;
}

/**
 * What the rest of the window should know. `no-webgl2`: nothing can be drawn here. `context-lost`: the GPU is gone for
 * now (sleep, driver reset); `context-restored`: everything is drawn again, and nothing was lost.
 */
export type SceneProblem = 'no-webgl2' | 'context-lost' | 'context-restored';
