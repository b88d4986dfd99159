import type { ProblemLanguage } from '../problems/describeProblem.ts';
import {
  CALIBRATION_CONVENTIONS,
  type CalibrationConvention,
  type CalibrationForm,
} from './calibrationForms.ts';

type Words = {
  readonly form: Readonly<Record<CalibrationForm, string>>;
  readonly afterForm: string;
  readonly between: string;
} & { readonly [K in keyof CalibrationConvention]: Readonly<Record<CalibrationConvention[K], string>> };

/** Names of programs and keys of files stay as they are in every language. */
const EN: Words = {
  form: {
    boxwright: 'dataset.json',
    sustechpoints: 'SUSTechPOINTS',
    kitti: 'KITTI',
    nuscenes: 'nuScenes',
    t4: 'T4',
    pandaset: 'PandaSet',
    supervisely: 'Supervisely',
    xtreme1: 'Xtreme1',
    opencalib: 'OpenCalib',
    'opencalib-text': 'OpenCalib text (K, D, T)',
    'camera-info': 'ROS camera_info',
    'sensor-kit': 'Autoware sensor kit',
    transforms: 'ROS transforms',
    kalibr: 'Kalibr',
    basalt: 'basalt',
    camodocal: 'camodocal',
    opencv: 'OpenCV',
  },
  direction: {
    cameraFromLidar: 'poses lead from the lidar to the camera',
    egoFromCamera: 'poses lead from the camera to the vehicle',
    imuFromCamera: 'poses lead from the camera to the IMU',
    parentFromChild: 'poses lead from the child frame to its parent',
    named: 'poses lead as their names say',
    namedOrAsked: 'poses lead as their names say, or it is asked',
    asked: 'which way the pose leads is asked',
    none: 'a lens without a pose',
  },
  rotation: {
    rows: 'matrices by rows',
    rowsOrColumns: 'matrices by rows or columns, as 0 0 0 1 lies',
    quaternionXyzw: 'quaternions x y z w',
    quaternionWxyz: 'quaternions w x y z',
    quaternionXyzwOrRows: 'quaternions x y z w, matrices by rows',
    rollPitchYaw: 'roll, pitch, yaw in radians (Rz · Ry · Rx)',
  },
  length: { metres: 'metres' },
  axes: {
    opencv: 'camera x right, y down, z forward',
    linkOrOptical: 'camera x right, y down, z forward (camera_link frames are turned)',
  },
  afterForm: ': ',
  between: '; ',
};

const ZH_CN: Words = {
  form: {
    ...EN.form,
    'opencalib-text': 'OpenCalib 文本（K、D、T）',
    'sensor-kit': 'Autoware 传感器套件',
    transforms: 'ROS 坐标变换',
  },
  direction: {
    cameraFromLidar: '位姿为激光雷达到相机的变换',
    egoFromCamera: '位姿为相机到车体的变换',
    imuFromCamera: '位姿为相机到 IMU 的变换',
    parentFromChild: '位姿为子坐标系到父坐标系的变换',
    named: '位姿方向以名称为准',
    namedOrAsked: '位姿方向以名称为准，名称未说明时另行提问',
    asked: '位姿方向另行提问',
    none: '只有镜头，没有位姿',
  },
  rotation: {
    rows: '矩阵按行存储',
    rowsOrColumns: '矩阵按行或按列存储，由 0 0 0 1 的位置判断',
    quaternionXyzw: '四元数顺序 x y z w',
    quaternionWxyz: '四元数顺序 w x y z',
    quaternionXyzwOrRows: '四元数顺序 x y z w，矩阵按行存储',
    rollPitchYaw: '横滚、俯仰、偏航，单位弧度（Rz · Ry · Rx）',
  },
  length: { metres: '单位米' },
  axes: {
    opencv: '相机坐标轴 x 右、y 下、z 前',
    linkOrOptical: '相机坐标轴 x 右、y 下、z 前，camera_link 坐标系会旋转到该方向',
  },
  afterForm: '：',
  between: '；',
};

const WORDS: Readonly<Record<ProblemLanguage, Words>> = { en: EN, 'zh-CN': ZH_CN };

/** Who writes this form, and which way, in what order, unit and axes its numbers were read. */
export interface ConventionText {
  /** With what stands between it and the parts. */
  readonly form: string;
  /** With what stands between them. */
  readonly parts: readonly string[];
}

export function conventionText(form: CalibrationForm, language: ProblemLanguage): ConventionText {
  const words = WORDS[language];
  const { direction, rotation, length, axes } = CALIBRATION_CONVENTIONS[form];
  // A lens alone has no lengths but pixels.
  const unit = direction === 'none' ? [] : [words.length[length]];
  const said = [words.direction[direction], words.rotation[rotation], ...unit];
  return {
    form: `${words.form[form]}${words.afterForm}`,
    parts: [...said.map((part) => `${part}${words.between}`), words.axes[axes]],
  };
}

/** The same as one line. */
export function describeConvention(form: CalibrationForm, language: ProblemLanguage): string {
  const { form: name, parts } = conventionText(form, language);
  return `${name}${parts.join('')}`;
}
