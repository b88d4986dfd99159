/**
 * What fills the large place: the scene, one camera's image, those of all cameras, or, close up, the selected cuboid from
 * four sides, one of them the camera's that sees it best; `batch`: the object that is followed in many frames side by
 * side; `review`: an image large, the selected cuboid from above, from its side and in perspective below. Neither saved
 * nor undone.
 */
export type ImageStage =
  | { readonly kind: 'scene' }
  | { readonly kind: 'camera'; readonly cameraId: string }
  | { readonly kind: 'compare' }
  | { readonly kind: 'closeUp' }
  | { readonly kind: 'batch' }
  | { readonly kind: 'review' };
