export { createMailSending } from './sending.ts';
export { createRenderer } from './templates/create-renderer.ts';
export { type Shop } from './templates/shop.ts';
