import type { Ontology } from '#shared/dataset/dataset.ts';
import type { Settings } from '#shared/host/contract.ts';

/** A class that labels name and the dataset does not. */
const UNKNOWN_CLASS = '#BEC9FF';

/** The default class colours are for dark grounds and photographs; these stand for them on the light ground. */
const ON_LIGHT_GROUND: Readonly<Record<string, string>> = {
  '#39ABD6': '#0F7FFE',
  '#8E73FC': '#8059BA',
  '#F9EF20': '#61410A',
  '#F8AD67': '#AE4C35',
  '#80FCCF': '#257F75',
  '#A28B11': '#A78509',
  '#E96E97': '#89066C',
  '#BEC9FF': '#2F36A9',
};

/** The colour of a class in the point cloud, by its name. A colour that a dataset chose itself is left as it is. */
export function sceneClassColor(ontology: Ontology, theme: Settings['theme']): (className: string) => string {
  const colors = new Map(ontology.classes.map(({ name, color }) => [name, color]));
  return (className) => {
    const color = colors.get(className) ?? UNKNOWN_CLASS;
    return theme === 'light' ? (ON_LIGHT_GROUND[color.toUpperCase()] ?? color) : color;
  };
}
