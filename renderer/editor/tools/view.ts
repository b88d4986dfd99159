import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** A lidar point, as a view finds it under the pointer. */
export interface FoundPoint {
  /** In the cloud of the frame. */
  readonly index: number;
  /** Label frame, metres. */
  readonly position: Vec3;
  /** How far it is from the camera in whose image the pointer is, metres. */
  readonly range?: number;
}

/** The picture that a view shows as the camera took it: its own pixels are those of label files. */
export interface OriginalImage {
  readonly width: number;
  readonly height: number;
  /** CSS pixels of the view → pixels of the image, beyond its border as well. */
  toImage(position: Pixel): Pixel;
  toView(pixel: Pixel): Pixel;
}

/**
 * What a tool sees of a view, be it perspective, orthographic or a camera image: where a point of the label frame
 * appears, and which ray of the label frame a screen position stands for. Tools are written once against this.
 */
export interface ToolView {
  readonly id: string;
  readonly kind: 'perspective' | 'top' | 'side' | 'rear' | 'image';
  /** How far along its rays anything is seen, metres; without end unless given. */
  readonly reach?: number;
  /** Of an image. */
  readonly cameraId?: string;
  /** Absent while there is no picture, or where its lens is undone. */
  readonly image?: OriginalImage;
  /** Label frame → CSS pixels from the view's top-left corner; undefined when it cannot be seen. */
  project(point: Vec3): Pixel | undefined;
  /** CSS pixels → ray in the label frame; undefined where there is none (no calibration, outside the lens). */
  rayAt(position: Pixel): Ray | undefined;
  /** The lidar point that an image shows near here, if it shows points. Views of the cloud ask the worker. */
  pointAt?(position: Pixel): FoundPoint | undefined;
  /** Heading (label frame, radians) that points to the view's right, for rectangles drawn along its axes. */
  rightYawRad(): number;
}

/** Does it look level at one cuboid, orthographically? Its up is the label frame's. */
export function isLevelView({ kind }: ToolView): boolean {
  return kind === 'side' || kind === 'rear';
}

/** Is it orthographic? Every side of a cuboid that is seen edge-on can be reached there. */
export function isOrthographic(view: ToolView): boolean {
  return view.kind === 'top' || isLevelView(view);
}

export interface Modifiers {
  readonly shift: boolean;
  /** Ctrl, or ⌘ on macOS. */
  readonly primary: boolean;
  readonly alt: boolean;
}

/** One normalised pointer event; every view sends the same. */
export interface PointerInput {
  readonly view: ToolView;
  readonly position: Pixel;
  readonly button: 'left' | 'middle' | 'right' | 'none';
  readonly modifiers: Modifiers;
  /** 2 on the second press of a double-click. */
  readonly clicks: number;
}

export type ToolCursor =
  | 'default'
  | 'pointer'
  | 'crosshair'
  | 'grab'
  | 'grabbing'
  | 'move'
  | 'ew-resize'
  | 'ns-resize'
  | 'nesw-resize'
  | 'nwse-resize'
  | 'not-allowed';
