import { readReason } from '@cartwright/audit';
import { invalidInput, type InvalidInput } from '@cartwright/input';
import type { ProductType } from '../../product-types/door.ts';
import { missingAfter, planValues } from '../rules/plan-values.ts';
import { readValues, type AttributeValueInput, type WantedValue } from '../rules/read-values.ts';
import {
  absentReferences,
  changeValues,
  hasToBeWhole,
  saveValues,
  type AttributesMissing,
  type Dependencies,
  type HeldValues,
  type ProductChanged,
  type ProductNotFound,
} from './change-values.ts';

/** What is to be said of a product, and which version of it was read. */
export interface UpdateProductAttributes {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  /** Undefined where it stays; null for none. */
  readonly productTypeId?: string | null | undefined;
  readonly values: readonly AttributeValueInput[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateProductAttributesOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'product-type-not-found'; readonly productTypeId: string }
  | ProductNotFound
  | ProductChanged
  | AttributesMissing
  | InvalidInput;

/** Says what type a product is of and what its attributes are, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateProductAttributes(
  dependencies: Dependencies,
  { staffId, id, version, productTypeId, values: inputs, reason }: UpdateProductAttributes,
): Promise<UpdateProductAttributesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  return changeValues<UpdateProductAttributesOutcome>(dependencies, { id, version }, async (held) => {
    const { product, types, before } = held;
    const typeId = productTypeId === undefined ? product.productTypeId : productTypeId;
    const type = types.find((one) => one.id === typeId?.toLowerCase()) ?? null;
    if (typeId !== null && type === null) return { kind: 'product-type-not-found', productTypeId: typeId };
    const isAnother = (type?.id ?? null) !== product.productTypeId;
    const definitions = type?.attributes.filter(({ owner }) => owner === 'PRODUCT') ?? [];
    const { values, faults } = readValues(definitions, inputs, ['values']);
    const wrong = [...faults, ...(await absentReferences(held.tx, values))];
    if (wrong.length > 0) return invalidInput(...wrong);
    const missing = missingOf(held, isAnother ? allOf(type, values) : values);
    if (missing.length > 0) return { kind: 'attributes-missing', keys: missing };
    const kept = isAnother ? [] : before;
    const plan = planValues(kept, values, { variantId: null, newId: dependencies.newId });
    const gone = isAnother ? before : plan.gone;
    if (!isAnother && gone.length + plan.added.length === 0) return { kind: 'updated' };
    const action = { staffId, operation: 'productAttributesUpdate', ...why.value };
    const change = { ...action, gone, added: plan.added, productTypeId: type?.id ?? null };
    await saveValues(dependencies, held, change);
    return { kind: 'updated' };
  });
}

function missingOf({ product }: HeldValues, wanted: readonly WantedValue[]): string[] {
  return hasToBeWhole(product) ? missingAfter(wanted) : [];
}

/** What is said of each attribute of a type that a product gets: nothing but what is given with it. */
function allOf(type: ProductType | null, values: readonly WantedValue[]): WantedValue[] {
  return (type?.attributes ?? []).map(
    (definition) =>
      values.find((value) => value.definition === definition) ?? { definition, content: null, path: [] },
  );
}
