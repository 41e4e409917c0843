export { defineCommand, oneOf, wholeNumber } from './command-line.ts';
