import { readReason } from '@cartwright/audit';
import { invalidField, invalidInput, type InvalidField, type InvalidInput } from '@cartwright/input';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { readVariantIds } from '../repository/attribute-values.ts';
import { missingAfter, planValues } from '../rules/plan-values.ts';
import { readValues, type AttributeValueInput, type WantedValue } from '../rules/read-values.ts';
import {
  absentReferences,
  changeValues,
  hasToBeWhole,
  saveValues,
  type AttributesMissing,
  type Dependencies,
  type ProductChanged,
  type ProductNotFound,
} from './change-values.ts';

/** What is to be said of one variant. */
export interface VariantAttributes {
  readonly variantId: string;
  readonly values: readonly AttributeValueInput[];
}

/** What is to be said of variants of a product, and which version of it was read. */
export interface UpdateVariantAttributes {
  readonly staffId: string;
  readonly productId: string;
  readonly version: number;
  readonly variants: readonly VariantAttributes[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateVariantAttributesOutcome =
  { readonly kind: 'updated' } | ProductNotFound | ProductChanged | AttributesMissing | InvalidInput;

/** Says what the attributes of variants are, with its entry in the audit trail; where they are so already, nothing changes. */
export async function updateVariantAttributes(
  dependencies: Dependencies,
  { staffId, productId, version, variants: inputs, reason }: UpdateVariantAttributes,
): Promise<UpdateVariantAttributesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeValues<UpdateVariantAttributesOutcome>(
    dependencies,
    { id: productId, version },
    async (held) => {
      const { tx, product, types, before } = held;
      const type = types.find((one) => one.id === product.productTypeId);
      const definitions = type?.attributes.filter(({ owner }) => owner === 'VARIANT') ?? [];
      const { variants, faults } = readVariants(definitions, inputs, await readVariantIds(tx, product.id));
      const values = variants.flatMap((one) => one.values);
      const wrong = [...faults, ...(await absentReferences(tx, values))];
      if (wrong.length > 0) return invalidInput(...wrong);
      const missing = hasToBeWhole(product) ? missingAfter(values) : [];
      if (missing.length > 0) return { kind: 'attributes-missing', keys: [...new Set(missing)] };
      const plans = variants.map((one) =>
        planValues(before, one.values, { variantId: one.variantId, newId: dependencies.newId }),
      );
      const gone = plans.flatMap((plan) => plan.gone);
      const added = plans.flatMap((plan) => plan.added);
      if (gone.length + added.length === 0) return { kind: 'updated' };
      const action = { staffId, operation: 'productVariantAttributesUpdate', ...why.value };
      await saveValues(dependencies, held, {
        ...action,
        gone,
        added,
        productTypeId: product.productTypeId,
      });
      return { kind: 'updated' };
    },
  );
}

interface WantedVariant {
  readonly variantId: string;
  readonly values: readonly WantedValue[];
}

function readVariants(
  definitions: readonly AttributeDefinition[],
  inputs: readonly VariantAttributes[],
  known: ReadonlySet<string>,
): { readonly variants: readonly WantedVariant[]; readonly faults: readonly InvalidField[] } {
  const ids = inputs.map(({ variantId }) => variantId.toLowerCase());
  const read = inputs.map(({ values: given }, place) => {
    const at = ['variants', String(place)];
    const variantId = ids[place] ?? '';
    const { values, faults } = readValues(definitions, given, [...at, 'values']);
    const wrong = (message: string) => invalidField([...at, 'variantId'], 'INVALID_VALUE', message);
    const ownFaults = [
      ...(known.has(variantId) ? [] : [wrong('The product has no such variant.')]),
      ...(ids.indexOf(variantId) < place ? [wrong('This variant is given twice.')] : []),
    ];
    return { variantId, values, faults: [...ownFaults, ...faults] };
  });
  return { variants: read, faults: read.flatMap(({ faults }) => faults) };
}
