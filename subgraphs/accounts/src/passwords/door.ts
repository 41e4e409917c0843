export { chosenPassword } from './rules.ts';
