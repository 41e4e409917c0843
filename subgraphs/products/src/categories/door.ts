export { lockTree } from './repository.ts';
