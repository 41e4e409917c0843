export { describe, describedBy, type Described } from './rules/description.ts';
export { descriptionLimits, type DescriptionLimits } from './rules/description-limits.ts';
export { describedAfter, describedState, descriptionFault } from './rules/given-description.ts';
export type { DescriptionChange } from './rules/given-description.ts';
export { htmlOfText, maxHtmlLength } from './rules/html-text.ts';
export { plainTextOf, sanitised } from './rules/sanitised.ts';
