import { programVersion } from '#electron/services/appFiles.ts';

/** What files say that wrote them. */
export const GENERATOR = { name: 'boxwright', version: programVersion() };
