export { newProfileFields } from './rules.ts';
