import type { AttributeDefinition, AttributeSpec } from './definition.ts';

/** Values that may stand in the way of a change: those of an attribute as it is, or products that lack it. */
export interface ValueCheck {
  readonly definition: AttributeDefinition;
  /** All of them, those that have several choices, those that have one of `choices`, or published products without any. */
  readonly which: 'all' | 'several' | 'choices' | 'lacking';
  readonly choices: readonly string[];
}

/** What becomes of the attributes of a product type. */
export interface DefinitionPlan {
  /** All of them as they are to be, in order. */
  readonly after: readonly AttributeDefinition[];
  readonly gone: readonly AttributeDefinition[];
  /** What has to be asked before: each that finds something stands in the way. */
  readonly checks: readonly ValueCheck[];
}

/** Plans what becomes of attributes; what has the key of one that there is stays that one. */
export function planDefinitions(
  before: readonly AttributeDefinition[],
  wanted: readonly AttributeSpec[],
  newId: () => string,
): DefinitionPlan {
  const known = new Map(before.map((one) => [one.key, one]));
  const after = wanted.map((spec) => {
    const { id = newId(), translations } = known.get(spec.key) ?? {};
    return { ...spec, id, ...(translations !== undefined && { translations }) };
  });
  const gone = before.filter(({ key }) => !wanted.some((spec) => spec.key === key));
  const changes = after.map((now) => ({ was: known.get(now.key), now }));
  return {
    after,
    gone,
    checks: [
      ...gone.map((definition) => check(definition, 'all')),
      ...changes.flatMap(({ was, now }) => checksOf(was, now)),
    ],
  };
}

function checksOf(was: AttributeDefinition | undefined, now: AttributeDefinition): ValueCheck[] {
  if (was === undefined) return now.required ? [check(now, 'lacking')] : [];
  const isAnother = (['kind', 'owner', 'unit', 'referenceTo'] as const).some(
    (part) => was[part] !== now[part],
  );
  const dropped = was.choices.filter(({ value }) => !now.choices.some((choice) => choice.value === value));
  return [
    ...(isAnother ? [check(was, 'all')] : []),
    ...(!isAnother && was.several && !now.several ? [check(was, 'several')] : []),
    ...(!isAnother && dropped.length > 0
      ? [
          check(
            was,
            'choices',
            dropped.map(({ value }) => value),
          ),
        ]
      : []),
    ...(now.required && (!was.required || isAnother) ? [check(now, 'lacking')] : []),
  ];
}

function check(
  definition: AttributeDefinition,
  which: ValueCheck['which'],
  choices: readonly string[] = [],
): ValueCheck {
  return { definition, which, choices };
}
