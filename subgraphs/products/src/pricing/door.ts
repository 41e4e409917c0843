export { variantMessages } from './events.ts';
