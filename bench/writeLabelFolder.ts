import { HUNDRED_THOUSAND, labelFolder, writeFiles } from './labelFolder.ts';

/** Writes {@link HUNDRED_THOUSAND} label files: `OUT=<folder> [SEQUENCES=200] node bench/run.mjs writeLabelFolder`. */
const { OUT, SEQUENCES } = process.env;
if (OUT === undefined) throw new Error('OUT names the folder to write');
const sequences = Number(SEQUENCES ?? HUNDRED_THOUSAND.sequences);
writeFiles(OUT, labelFolder({ ...HUNDRED_THOUSAND, sequences }));
