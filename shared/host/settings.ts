import { z } from 'zod';

/** How the pictures of all cameras are shown. 0, 0 and 1 show them as they are; the three act in reverse order. */
export const imageToneSchema = z.object({
  brightness: z.number().min(-1).max(1),
  contrast: z.number().min(-1).max(1),
  /** Above 1 it lifts the shadows: a picture of the night becomes readable. */
  gamma: z.number().min(0.5).max(3),
});
export type ImageTone = z.infer<typeof imageToneSchema>;

/** A camera of the 3D views: one that circles a point, or one that looks straight down. Metres, radians, label frame. */
const viewCameraSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('orbit'),
    target: z.tuple([z.number(), z.number(), z.number()]).readonly(),
    distance: z.number().positive(),
    azimuthRad: z.number(),
    elevationRad: z.number(),
  }),
  z.object({
    kind: z.literal('top'),
    target: z.tuple([z.number(), z.number(), z.number()]).readonly(),
    halfHeight: z.number().positive(),
    upYawRad: z.number(),
  }),
]);

export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'zh-CN']),
  theme: z.enum(['system', 'dark', 'light']),
  /** How large the interface is drawn, per cent. */
  uiSize: z.number().min(90).max(150),
  /** Points drawn while the camera moves; everything is drawn at rest. */
  movingPointBudget: z.number().int().positive(),
  pointSize: z.number().positive(),
  /** `camera`: the colours of the images. */
  colorMode: z.enum(['height', 'intensity', 'distance', 'single', 'camera']),
  /** Lidar points are drawn over the images, and the point under the pointer is marked in every view. */
  showsImagePoints: z.boolean(),
  imageTone: imageToneSchema,
  /** Keys as the person knows them from another program. */
  keyPreset: z.enum(['boxwright', 'sustechPoints', 'xtreme1', 'cvat3d', 'labelCloud']),
  /** While on, points outside these heights above the local ground, metres, are not drawn and not picked. */
  heightSlab: z.object({ isOn: z.boolean(), low: z.number(), high: z.number() }),
  /**
   * Of the view that adds the points of other frames: how many frames before and after, whether labelled objects' points
   * are moved to where the objects are now, and whether colours tell the time.
   */
  aggregate: z.object({
    reach: z.enum(['2', '5', '10', 'all']),
    movesObjects: z.boolean(),
    colorsByTime: z.boolean(),
  }),
  /** Cameras keep their place relative to the selected objects from frame to frame. */
  followsSelection: z.boolean(),
  /** Cameras that the person has saved: dataset's path → slots, `null` where one is empty. */
  savedViews: z.record(z.string(), z.array(viewCameraSchema.nullable())),
  /** Cameras whose images are shown undistorted: dataset's path → their ids. */
  undistorted: z.record(z.string(), z.array(z.string())),
  /** Findings about calibrations that are not to be shown again: dataset's path → what names each. */
  dismissedFindings: z.record(z.string(), z.array(z.string())),
  /** Keys of commands that the person has changed: command id → chords. */
  shortcuts: z.record(z.string(), z.array(z.string())),
  /** Written on labels as their author; empty: no author is written. */
  author: z.string(),
  /** Sizes of panels by name, CSS pixels. */
  layout: z.record(z.string(), z.number()),
  /** The tour was taken or declined, and is not offered unasked again. */
  isTourSeen: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;
