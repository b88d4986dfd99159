import { z } from 'zod';

/** The forms in which calibrations are read: who writes them, and so what their numbers mean. */
export const CALIBRATION_FORMS = [
  'boxwright',
  'sustechpoints',
  'kitti',
  'nuscenes',
  't4',
  'pandaset',
  'supervisely',
  'xtreme1',
  'opencalib',
  'opencalib-text',
  'camera-info',
  'sensor-kit',
  'transforms',
  'kalibr',
  'basalt',
  'camodocal',
  'opencv',
] as const;
export type CalibrationForm = (typeof CALIBRATION_FORMS)[number];
export const calibrationFormSchema = z.enum(CALIBRATION_FORMS);

/** What a reader takes the numbers of a form to mean. */
export interface CalibrationConvention {
  /** Which way poses lead. */
  readonly direction:
    | 'cameraFromLidar'
    | 'egoFromCamera'
    | 'imuFromCamera'
    | 'parentFromChild'
    /** The names of both ends, or of the key, say it. */
    | 'named'
    /** A person is asked where neither the form nor a name says it. */
    | 'namedOrAsked'
    | 'asked'
    /** Lenses only. */
    | 'none';
  /** How rotations and matrices are written. */
  readonly rotation:
    | 'rows'
    | 'rowsOrColumns'
    | 'quaternionXyzw'
    | 'quaternionWxyz'
    | 'quaternionXyzwOrRows'
    | 'rollPitchYaw';
  /** Of the camera: OpenCV's x right, y down, z forward, or a link's x forward, y left, z up, which is turned. */
  readonly axes: 'opencv' | 'linkOrOptical';
  readonly length: 'metres';
}

function convention(
  direction: CalibrationConvention['direction'],
  rotation: CalibrationConvention['rotation'],
  axes: CalibrationConvention['axes'] = 'opencv',
): CalibrationConvention {
  return { direction, rotation, axes, length: 'metres' };
}

/** Sources: `docs/cameras.md`. */
export const CALIBRATION_CONVENTIONS: Readonly<Record<CalibrationForm, CalibrationConvention>> = {
  boxwright: convention('named', 'quaternionXyzwOrRows'),
  sustechpoints: convention('cameraFromLidar', 'rows'),
  kitti: convention('cameraFromLidar', 'rows'),
  nuscenes: convention('egoFromCamera', 'quaternionWxyz'),
  t4: convention('egoFromCamera', 'quaternionWxyz'),
  pandaset: convention('egoFromCamera', 'quaternionWxyz'),
  supervisely: convention('cameraFromLidar', 'rows'),
  xtreme1: convention('cameraFromLidar', 'rowsOrColumns'),
  opencalib: convention('named', 'rows'),
  'opencalib-text': convention('asked', 'rows'),
  'camera-info': convention('none', 'rows'),
  'sensor-kit': convention('parentFromChild', 'rollPitchYaw', 'linkOrOptical'),
  transforms: convention('parentFromChild', 'quaternionXyzw', 'linkOrOptical'),
  kalibr: convention('named', 'rows'),
  basalt: convention('imuFromCamera', 'quaternionXyzw'),
  camodocal: convention('none', 'rows'),
  opencv: convention('namedOrAsked', 'rows'),
};
