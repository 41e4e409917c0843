export { accounts } from './app.ts';
