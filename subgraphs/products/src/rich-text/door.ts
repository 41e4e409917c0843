export { describe, describedBy, maxDescriptionHtml, type Described } from './rules/description.ts';
export { htmlOfText, maxHtmlLength, textOfHtml } from './rules/html-text.ts';
export { plainTextOf, sanitised } from './rules/sanitised.ts';
