export { changeMetafields, type ChangeMetafieldsOutcome } from './change-metafields.ts';
export {
  deleteDefinition,
  setDefinition,
  type Defining,
  type DeleteDefinition,
  type DeleteDefinitionOutcome,
  type SetDefinition,
  type SetDefinitionOutcome,
} from './define-metafields.ts';
export { definitionDeleteResult, definitionSetResult } from './definition-result.ts';
export { definitionSamples, definitionStore, type MetafieldDefinition } from './definition-store.ts';
export { auditedMetafields } from './rules/audited-metafields.ts';
export { metafieldFields } from './metafield-fields.ts';
export { metafieldRefusal, tooManyMetafields } from './metafield-refusal.ts';
export { metafieldStore } from './metafield-store.ts';
export { readDefinitions, type DefinitionsAsked } from './read-definitions.ts';
export { checkByRules } from './rules/definition.ts';
export { showMetafield, type Metafield, type MetafieldName } from './rules/metafield.ts';
export { asReference, type MetafieldReference, type ReferenceType } from './rules/metafield-reference.ts';
export { referencesIn, refusedReferences } from './rules/check-references.ts';
export { readMetafieldChanges, shopperLimits, staffLimits, type GivenChanges } from './rules/read-changes.ts';
export type { MetafieldChanged, TooManyMetafields } from './rules/set-metafields.ts';
