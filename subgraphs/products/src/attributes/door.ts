export { valueRow } from './repository/attribute-values.ts';
export { countReferring } from './repository/references.ts';
export { attributesMissing, referredTo, type ReferredTo } from './refusals.ts';
