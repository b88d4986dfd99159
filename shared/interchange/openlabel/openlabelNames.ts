/** The text of an object that says which track it was: keys of the format are whole numbers or UUIDs. */
export const TRACK_TEXT = 'boxwright:track';
