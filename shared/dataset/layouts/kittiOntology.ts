import type { Ontology, OntologyClass } from '../dataset.ts';
import { extendOntology, respellOntology } from '../defaultOntology.ts';
import { compareNaturally } from '../naturalOrder.ts';

/** KITTI's classes on the colours of the default ones; sizes are about the mean of its labels, metres. */
const KITTI_CLASSES: Ontology['classes'] = [
  { name: 'Car', color: '#39ABD6', size: [3.9, 1.6, 1.55], glyph: 'C' },
  { name: 'Van', color: '#F9EF20', size: [5.1, 1.9, 2.2], glyph: 'V' },
  { name: 'Truck', color: '#8E73FC', size: [10, 2.6, 3.25], glyph: 'T' },
  { name: 'Pedestrian', color: '#F8AD67', size: [0.85, 0.65, 1.75], glyph: 'P' },
  { name: 'Person_sitting', color: '#A28B11', size: [0.8, 0.6, 1.25], glyph: 'S' },
  { name: 'Cyclist', color: '#80FCCF', size: [1.75, 0.6, 1.75], glyph: 'Y' },
  { name: 'Tram', color: '#E96E97', size: [16, 2.55, 3.5], glyph: 'R' },
  { name: 'Misc', color: '#BEC9FF', size: [3.5, 1.5, 1.9], glyph: 'M' },
];

/** KITTI's classes as these labels spell them (the raw recordings say `Person (sitting)`), and those that they add. */
export function kittiOntology(names: Iterable<string>): Ontology {
  const sorted = [...new Set(names)].sort(compareNaturally);
  const classes = sorted.includes(SITTING) ? KITTI_CLASSES.map(sayItAsRaw) : [...KITTI_CLASSES];
  return extendOntology(respellOntology({ classes }, sorted), sorted);
}

const SITTING = 'Person (sitting)';

function sayItAsRaw(known: OntologyClass): OntologyClass {
  return known.name === 'Person_sitting' ? { ...known, name: SITTING } : known;
}
