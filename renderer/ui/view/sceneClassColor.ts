import type { Ontology } from '#shared/dataset/dataset.ts';
import type { Settings } from '#shared/host/contract.ts';
import { colorOnTheme } from '../controls/classColor.ts';

/** A class that labels name and the dataset does not. */
const UNKNOWN_CLASS = '#BEC9FF';

/** The colour of a class in the point cloud, by its name. */
export function sceneClassColor(ontology: Ontology, theme: Settings['theme']): (className: string) => string {
  const colors = new Map(ontology.classes.map(({ name, color }) => [name, color]));
  return (className) => {
    return colorOnTheme(colors.get(className) ?? UNKNOWN_CLASS, theme);
  };
}
