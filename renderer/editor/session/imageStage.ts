/** What fills the large place: the scene, one camera's image, or those of all cameras. Neither saved nor undone. */
export type ImageStage =
  | { readonly kind: 'scene' }
  | { readonly kind: 'camera'; readonly cameraId: string }
  | { readonly kind: 'compare' };
