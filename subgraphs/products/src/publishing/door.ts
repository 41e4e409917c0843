export { tellOfProduct } from './events.ts';
