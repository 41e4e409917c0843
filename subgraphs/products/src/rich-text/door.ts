export { describe, describedBy, type Described } from './rules/description.ts';
export { htmlOfText, maxHtmlLength } from './rules/html-text.ts';
export { plainTextOf, sanitised } from './rules/sanitised.ts';
