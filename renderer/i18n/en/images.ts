/** The camera images. */
export const images = {
  images: {
    none: 'No image for this frame',
    notProjected: 'Not projected: calibration missing',
    notUndistorted: 'Could not be undistorted, shown as it was taken',
    truncated: 'Truncated {{percent}} %',
    all: 'All cameras',
    back: 'Back to the 3D view (Esc)',
    follows: 'Follows selection',
    pinned: 'Pinned',
    followsNothing: 'Select an object to see it here in the camera that sees it best',
    unseen: 'No camera sees this object',
    pin: 'Keep showing this object',
    unpin: 'Follow the selection again',
    brightness: 'Brightness',
    contrast: 'Contrast',
    gamma: 'Gamma',
    reset: 'Reset',
  },
} as const;
