import fc from 'fast-check';
import { SEED } from './torture/budget.ts';

/** Before each file of tests: files share a process, and one that asks for fewer examples asks for itself alone. */
fc.configureGlobal({ seed: SEED });
