export { definitions } from './repository.ts';
