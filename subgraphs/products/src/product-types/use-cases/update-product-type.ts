import { isDeepStrictEqual } from 'node:util';
import { invalidInput, type InvalidInput } from '@cartwright/input';
import { deleteDefinitions, saveDefinitions, saveProductType } from '../repository/product-types.ts';
import { countInTheWay } from '../repository/values-in-use.ts';
import type { ProductType } from '../rules/definition.ts';
import { planDefinitions, type DefinitionPlan, type ValueCheck } from '../rules/plan-definitions.ts';
import { readProductTypeChange, type ProductTypeInput } from '../rules/product-type-input.ts';
import {
  changeType,
  differingElsewhere,
  recordTypeChange,
  type Dependencies,
  type HeldTypes,
  type ProductTypeChanged,
  type ProductTypeNotFound,
  type SlugTaken,
} from './change-product-types.ts';

/** What is to be different about a product type, and which version of it was read. */
export interface UpdateProductType extends ProductTypeInput {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
}

/** What stands in the way of a change of an attribute. */
export interface AttributeConflict {
  readonly key: string;
  readonly which: ValueCheck['which'];
  readonly count: number;
}

/** Values do not fit what attributes are to be. */
export interface AttributesInUse {
  readonly kind: 'attributes-in-use';
  readonly conflicts: readonly AttributeConflict[];
}

/** What came of it. */
export type UpdateProductTypeOutcome =
  | { readonly kind: 'updated'; readonly productType: ProductType }
  | ProductTypeNotFound
  | ProductTypeChanged
  | AttributesInUse
  | SlugTaken
  | InvalidInput;

/**
 * Changes a product type and its attributes, with its entry in the audit trail; where it is so already, nothing changes. By what has become
 * searchable, and by other choices, searches find its products some at a time (`spreadNames`).
 */
export async function updateProductType(
  dependencies: Dependencies,
  { staffId, id, version, ...input }: UpdateProductType,
): Promise<UpdateProductTypeOutcome> {
  const read = readProductTypeChange(input);
  if (read.kind === 'invalid-input') return read;
  const { name, slug, attributes, reason } = read.value;
  return changeType<UpdateProductTypeOutcome>(dependencies, { id, version }, async (held, before) => {
    const plan = planDefinitions(before.attributes, attributes ?? before.attributes, dependencies.newId);
    const wanted: ProductType = {
      ...before,
      name: name ?? before.name,
      slug: slug ?? before.slug,
      attributes: plan.after,
    };
    if (isDeepStrictEqual(before, wanted)) return { kind: 'updated', productType: before };
    const fault = await faultOf(held, wanted, plan);
    if (fault !== undefined) return fault;
    const after = { ...wanted, version: version + 1 };
    await deleteDefinitions(held.tx, plan.gone);
    await saveProductType(held.tx, after);
    await saveDefinitions(held.tx, after.id, after.attributes);
    const action = { staffId, operation: 'productTypeUpdate', reason };
    await recordTypeChange(dependencies, held, { ...action, before, after });
    return { kind: 'updated', productType: after };
  });
}

async function faultOf(
  { tx, types }: HeldTypes,
  { id, slug, attributes }: ProductType,
  { checks }: DefinitionPlan,
): Promise<AttributesInUse | SlugTaken | InvalidInput | undefined> {
  if (types.some((other) => other.slug === slug && other.id !== id)) return { kind: 'slug-taken', slug };
  const faults = differingElsewhere(types, id, attributes);
  if (faults.length > 0) return invalidInput(...faults);
  const conflicts: AttributeConflict[] = [];
  for (const check of checks) {
    const count = await countInTheWay(tx, check, id);
    if (count > 0) conflicts.push({ key: check.definition.key, which: check.which, count });
  }
  return conflicts.length === 0 ? undefined : { kind: 'attributes-in-use', conflicts };
}
