/** A list of poses of ten thousand frames has a few megabytes; what is larger than this is no calibration. */
export const LARGEST_CALIBRATION_BYTES = 16 * 1024 * 1024;
