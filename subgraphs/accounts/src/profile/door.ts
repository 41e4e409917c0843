export { readProfile } from './rules.ts';
