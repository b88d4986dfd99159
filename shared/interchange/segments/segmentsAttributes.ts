import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Attributes } from '../../labels/sidecar.ts';

/** The settings of a class's attributes, as the objects of the class have them: texts, numbers, boxes to tick. */
export function attributeSettings(objects: readonly Attributes[]): { attributes?: readonly object[] } {
  const types = new Map<string, string>();
  for (const attributes of objects)
    for (const [name, value] of Object.entries(attributes)) {
      const type = inputType(value);
      types.set(name, (types.get(name) ?? type) === type ? type : 'text');
    }
  if (types.size === 0) return {};
  const named = [...types].sort(([a], [b]) => compareCodePoints(a, b));
  return { attributes: named.map(([name, input_type]) => ({ name, input_type })) };
}

function inputType(value: Attributes[string]): string {
  if (typeof value === 'boolean') return 'checkbox';
  return typeof value === 'number' ? 'number' : 'text';
}
