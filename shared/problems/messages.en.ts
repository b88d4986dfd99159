import type { ProblemCode } from './problem.ts';
import type { ProblemReason } from './reasons.ts';

/** A part in [brackets] is left out when a {placeholder} in it has no value. */
export const MESSAGES_EN: Record<ProblemCode, string> = {
  'file.missing': 'The file is not there',
  'file.unreadable': 'The file could not be read[: {reason}]. It is left as it is',
  'file.empty': 'The file is empty',
  'file.skipped': 'Skipped[: {reason}]',
  'folder.empty': 'The folder is empty. Open the folder that holds the point clouds',
  'folder.unrecognised':
    'No dataset recognised in this folder[ (found: {found})]. Open a folder with a “lidar” folder of PCD files, or with a dataset.json',
  'folder.unreadable': 'The folder could not be read[: {reason}]',
  'json.malformed': 'This is not readable JSON[: line {line}, column {column}]. The file is left as it is',
  'schema.mismatch': 'The file does not have the expected form[: {where}][: {reason}]',
  'manifest.version':
    'This version of Boxwright cannot read the manifest[ (version {version})]. Nothing was changed, update Boxwright',
  'cloud.header': 'The header of the point cloud is not understood[: {reason}]',
  'cloud.truncated': 'The point cloud is cut short[: {found} of {expected} points are there]',
  'cloud.noCoordinates': 'The point cloud has no x, y, z columns',
  'cloud.noPoints': 'The point cloud has no points',
  'cloud.corrupt': 'The point cloud is damaged[: {reason}]',
  'image.missing': 'No image[ from camera {camera}][ for frame {frame}]',
  'image.corrupt': 'The image could not be decoded[: {reason}]',
  'calibration.missing':
    'No calibration[ for camera {camera}]: its images show, cuboids are not projected on them',
  'calibration.malformed':
    'The calibration[ of camera {camera}] could not be read[: not readable JSON, line {line}, column {column}][: {where}][: {reason}]. Its images show, cuboids are not projected on them',
  'calibration.unsupported':
    'The calibration[ of camera {camera}] cannot be used[: {reason}]. Its images show, cuboids are not projected on them',
  'labels.malformed':
    'The labels are not readable JSON[: line {line}, column {column}]. The frame is read-only, the file is left as it is',
  'labels.version':
    'This version of Boxwright cannot read these labels[ (format {format})][ (version {version})]. The frame is read-only, the file is left as it is',
  'labels.schema': 'The labels do not have the expected form[: {where}][: {reason}]',
  'labels.wrongFrame':
    'These labels belong to another frame[: {found}][, not {expected}]. The frame is read-only, the file is left as it is',
  'labels.objectSkipped':
    'The object[ {object}] could not be imported[: {where}][: {reason}]. It stays in its own file',
  'labels.duplicateId':
    'The object id[ {object}] occurs twice in a frame. The second object becomes a track of its own[: {kept}]',
  'labels.classConflict':
    'The object[ {object}] has several classes[: {classes}]. Its track became[ {chosen}]',
  'source.changed': 'The file[ of {sensor}] has changed since it was labeled. Check the labels of its frame',
  'save.conflict': 'Not saved: the file was changed by someone else. Both versions are kept, choose one',
  'save.denied':
    'Not saved: writing is not allowed here. Your work is kept in memory, save the labels elsewhere',
  'save.diskFull': 'Not saved: disk full. Your work is kept in memory',
  'save.failed': 'Not saved[: {reason}]. Your work is kept in memory',
};

export const REASONS_EN: Record<ProblemReason, string> = {
  notPartOfLayout: 'not part of this kind of dataset',
  notInManifest: 'not named in dataset.json',
  systemFile: 'a file of the operating system',
  noSuchFrame: 'no point cloud has this name',
  duplicateFrame: 'another frame has the same point cloud or name',
  duplicateImage: 'another image of this camera has the same name',
  cameraWithoutImages: 'this camera has no images',
  badPath: 'the path is not a relative path inside the folder',
  outsideFolder: 'it is a link to a place outside the opened folders',
  notFile: 'it is neither a file nor a folder',
  notUtf8: 'the text is not UTF-8',
  tooLarge: 'the file is too large',
  tooManyFiles: 'there are too many files',
  missing: 'it is missing',
  expectNumber: 'a number is expected',
  expectText: 'a text is expected',
  expectList: 'a list is expected',
  expectObject: 'an object is expected',
  expectBoolean: 'true or false is expected',
  wrongValue: 'the value is not one of those allowed',
  outOfRange: 'the number is out of range',
  wrongCount: 'the number of values is wrong[, {expected} are expected]',
  duplicate: 'the same id is used twice',
  unknownSensor: 'no sensor has this id',
  tooDeep: 'it is nested too deeply',
  reservedKey: 'the key name __proto__ is not allowed',
  notExact: 'the number is too large to be kept exactly, write it as a text',
  notFinite: 'a number is not finite',
  notRotation: 'the rotation is not a rotation matrix or quaternion',
  mirrored: 'the rotation mirrors (determinant −1)',
  notRowMajor: 'the last row is not 0 0 0 1, numbers are expected row by row',
  noFocal: 'the focal length is not positive',
  notIntrinsics: 'the matrix is not fx 0 cx, 0 fy cy, 0 0 1',
  skew: 'pixels with skew are not supported',
  lensModel: 'the lens model[ {model}] is not supported',
  noPose: 'the pose of the camera or of the label frame is missing',
  duplicateTrack: 'two objects belong to one track',
  idNotDerived: 'the id is not derived from track and frame',
  yawDiffers: 'yaw does not agree with the rotation',
  notUnit: 'the quaternion is not of unit length',
  unknownTrack: 'the track is not in tracks.json',
  classDiffers: 'the class is not that of the track',
  sizeNotPositive: 'the size is not positive',
};
