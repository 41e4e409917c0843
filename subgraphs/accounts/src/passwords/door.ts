export { deleteResetsOf } from './repository.ts';
export { chosenPassword, readNewPassword } from './rules.ts';
