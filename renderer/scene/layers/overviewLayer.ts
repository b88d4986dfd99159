/** The three.js layer of what is shown only in views of the whole scene. */
export const OVERVIEW_LAYER = 1;
