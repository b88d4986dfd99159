import type { Dataset } from '#shared/dataset/dataset.ts';

/** Of a class that the ontology does not have. */
const OTHER_COLOR = '#BEC9FF';

/** Colours of classes on photographs, `#RRGGBB`: those of the ontology in both themes. */
export function classColorOf({ ontology }: Pick<Dataset, 'ontology'>): (className: string) => string {
  const colors = new Map(ontology.classes.map(({ name, color }) => [name, color]));
  return (className) => colors.get(className) ?? OTHER_COLOR;
}
