import type { Problem } from '../../problems/problem.ts';
import { ProblemError } from '../../problems/problem.ts';
import type { Ontology, OntologyClass } from '../dataset.ts';
import { DEFAULT_ONTOLOGY, extendOntology } from '../defaultOntology.ts';
import { namedRow, rowsByToken, type TableSource } from './nuscenesTables.ts';

type Look = Pick<OntologyClass, 'color' | 'size' | 'glyph'>;

const look = (color: string, glyph: string, size: OntologyClass['size']): Look => ({ color, glyph, size });

/**
 * How known categories look, by the last words of their names (`vehicle.bus.bendy`: `bus.bendy`). Sizes are rounded
 * means of what people labelled on public roads, metres.
 */
const KNOWN: Readonly<Record<string, Look>> = {
  car: look('#39ABD6', 'C', [4.6, 1.95, 1.75]),
  truck: look('#8E73FC', 'T', [6.9, 2.5, 2.85]),
  trailer: look('#6A5ACD', 'L', [12.3, 2.9, 3.9]),
  bus: look('#F9EF20', 'B', [11, 2.9, 3.45]),
  'bus.rigid': look('#F9EF20', 'B', [11, 2.9, 3.45]),
  'bus.bendy': look('#D9C400', 'BB', [17.5, 2.95, 3.4]),
  construction: look('#B5651D', 'X', [6.4, 2.85, 3.2]),
  forklift: look('#B5651D', 'F', [3, 1.3, 2.2]),
  'emergency.ambulance': look('#FF6B6B', 'A', [6.5, 2.4, 2.6]),
  ambulance: look('#FF6B6B', 'A', [6.5, 2.4, 2.6]),
  'emergency.police': look('#4D7CFE', 'PC', [4.8, 2, 1.65]),
  police_car: look('#4D7CFE', 'PC', [4.8, 2, 1.65]),
  fire_truck: look('#E0483E', 'FT', [8, 2.5, 3.3]),
  bicycle: look('#80FCCF', 'Y', [1.7, 0.6, 1.3]),
  motorcycle: look('#A28B11', 'M', [2.1, 0.8, 1.5]),
  bicycle_rack: look('#6FB98F', 'K', [2.7, 10, 1.4]),
  pedestrian: look('#F8AD67', 'P', [0.7, 0.7, 1.75]),
  'pedestrian.adult': look('#F8AD67', 'P', [0.75, 0.65, 1.75]),
  'pedestrian.child': look('#FFC99B', 'H', [0.5, 0.5, 1.4]),
  construction_worker: look('#FFA62B', 'W', [0.75, 0.7, 1.75]),
  police_officer: look('#7D9BFF', 'PO', [0.75, 0.7, 1.8]),
  personal_mobility: look('#C3F584', 'S', [1.2, 0.65, 1.8]),
  stroller: look('#F7B2D9', 'SR', [0.95, 0.6, 1.2]),
  wheelchair: look('#D49BE8', 'WC', [1.1, 0.75, 1.4]),
  barrier: look('#9FB4C7', 'R', [0.5, 2.5, 1]),
  trafficcone: look('#E96E97', 'N', [0.4, 0.4, 1.05]),
  traffic_cone: look('#E96E97', 'N', [0.4, 0.4, 1.05]),
  debris: look('#A9A08C', 'D', [1.1, 1, 1.2]),
  pushable_pullable: look('#C9B37E', 'U', [0.7, 0.65, 1.05]),
  animal: look('#E8A0FF', 'AN', [0.75, 0.4, 0.5]),
};

/** The classes that the table of categories names. One that cannot be read is a problem, and the defaults are used. */
export async function readOntology(source: TableSource, problems: Problem[]): Promise<Ontology> {
  try {
    const rows = await rowsByToken(source, 'category', namedRow);
    const names = [...rows.values()].map(({ name }) => name).filter((name) => name !== '');
    const { classes } = extendOntology({ classes: [] }, names);
    return names.length === 0 ? DEFAULT_ONTOLOGY : { classes: classes.map(withLook) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.problem.code !== 'file.missing') problems.push(error.problem);
    return DEFAULT_ONTOLOGY;
  }
}

function withLook(own: OntologyClass): OntologyClass {
  const words = own.name.toLowerCase().split('.');
  const known = KNOWN[words.slice(-2).join('.')] ?? KNOWN[words.at(-1) ?? ''];
  return { ...own, ...known };
}
