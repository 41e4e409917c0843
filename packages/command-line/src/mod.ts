export { Option } from 'commander';
export { defineCommand, oneOf, valueOf, wholeNumber } from './command-line.ts';
