export { valueRow } from './repository/attribute-values.ts';
export { attributesMissing } from './refusals.ts';
