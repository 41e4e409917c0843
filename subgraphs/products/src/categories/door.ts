export { categoriesChangedMessage } from './events.ts';
export { lockTree } from './repository.ts';
