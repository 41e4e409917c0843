/** An expression of Groonga's script syntax. */
export type Script = string;

/** A text as it is written in a script. */
export function quoted(text: string): Script {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Holds where all of some conditions do. */
export function allOf(conditions: readonly Script[]): Script {
  return joined(conditions, '&&', 'true');
}

/** Holds where one of some conditions does. */
export function anyOf(conditions: readonly Script[]): Script {
  return joined(conditions, '||', 'false');
}

function joined(conditions: readonly Script[], operator: string, none: Script): Script {
  const [first = none, ...others] = conditions;
  return others.length === 0 ? first : `(${conditions.join(` ${operator} `)})`;
}

/** Holds where a column has one of some values. */
export function hasOne(column: string, values: readonly string[]): Script {
  return values.length === 0 ? 'false' : `in_values(${column}, ${values.map(quoted).join(', ')})`;
}

/** One value or another. */
export function choice(condition: Script, value: Script, other: Script): Script {
  return `(${condition} ? ${value} : ${other})`;
}
