export { isTransient, isUnavailable, isWriteConflict } from './transient-errors.ts';
