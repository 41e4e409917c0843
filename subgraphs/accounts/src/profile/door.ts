export { newProfileFields, readProfileChange, type ProfileChange } from './rules.ts';
