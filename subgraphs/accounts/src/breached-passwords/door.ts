export { isBreached } from './breached-passwords.ts';
