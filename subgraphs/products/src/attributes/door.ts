export { attributesMissing } from './refusals.ts';
