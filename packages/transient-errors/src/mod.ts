export { isTransactionApiError, isTransient, isWriteConflict } from './transient-errors.ts';
